import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { PAGE, read } from '../lib/api';
import { sheets } from '../lib/element';
import { allEvents, type Heard } from '../lib/events';
import { many, time } from '../lib/format';
import { ACTIVE, withHeader } from '../lib/job';
import { Page } from '../lib/page';
import { href } from '../lib/router';
import { ifMay, may } from '../lib/session';
import type { BatchJob, Items } from '../lib/types';
import type { BulkDialog, Selector } from '../parts/bulk-dialog';
import { filterOf } from '../parts/job-filter';
import '../parts/bulk-dialog';
import '../parts/empty';
import '../parts/job-row';
import '../parts/pager';
import '../parts/status';

/** The list of batch jobs; live where it is of those that change. */
@customElement('wl-jobs')
export class Jobs extends Page {
  static override styles = sheets(css`
    .bulk {
      background: var(--raised);
      border-radius: 6px;
      padding: 0.4rem 0.8rem;
      margin-bottom: 0.6rem;
    }
    td.pick,
    th.pick {
      width: 1.8rem;
    }
    .label {
      font-size: 0.86rem;
      color: var(--quiet);
      margin-right: 0.5rem;
    }
    wl-progress {
      min-width: min(9rem, 27vw);
    }
  `);

  @state() private jobs: BatchJob[] = [];
  @state() private next?: string | null;
  @state() private picked = new Set<string>();
  @state() private allMatching = false;
  @query('wl-bulk-dialog') private dialog!: BulkDialog;

  private readonly readAgain = this.throttled(2000, () => this.reload());

  protected override heading(): string {
    return 'Batch jobs';
  }

  protected override aside(): TemplateResult | typeof nothing {
    return ifMay(
      'operate',
      () => html`<a class="button" href="#/definitions">Run a definition</a>`,
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(
      allEvents(
        () => this.jobs.some((job) => ACTIVE.includes(job.status)) || !this.loaded,
        (heard) => this.heard(heard),
        () => this.readAgain.ask(),
      ),
    );
  }

  protected override async load(signal: AbortSignal): Promise<void> {
    const cursor = this.query.get('cursor') ?? undefined;
    const asked = { ...filterOf(this.query), cursor, limit: PAGE };
    const found = await read<Items<BatchJob>>('/v1/batch-jobs', asked, signal);
    this.jobs = found.items;
    this.next = found.nextCursor;
    const shown = new Set(this.jobs.map((job) => job.id));
    this.picked = new Set([...this.picked].filter((id) => shown.has(id)));
  }

  private heard({ event, moved }: Heard): void {
    const header = event.data.header;
    const shown = this.jobs.some((job) => job.id === event.subject);
    if (header && shown) {
      this.jobs = this.jobs.map((job) =>
        job.id === event.subject ? withHeader(job, header) : job,
      );
    }
    // A new one belongs on the first page, and a change may take one out of the filter.
    if (moved && !this.query.has('cursor')) {
      this.readAgain.ask();
    }
  }

  protected override body(): TemplateResult {
    const filtered = Object.keys(filterOf(this.query)).length > 0;
    return html`
      <wl-job-filter .query=${this.query}></wl-job-filter>
      ${this.picked.size > 0 ? this.bulk(filtered) : nothing}
      ${this.jobs.length > 0 ? this.table() : this.empty(filtered)}
      <wl-pager .next=${this.next}></wl-pager>
      <wl-bulk-dialog .selector=${this.selector()}></wl-bulk-dialog>
    `;
  }

  private empty(filtered: boolean): TemplateResult {
    return filtered
      ? html`<wl-empty heading="No batch job fits">
          Widen the filter, or <a href="#/batch-jobs">show all</a>.
        </wl-empty>`
      : html`<wl-empty heading="There are no batch jobs yet">
          A batch job is one run of a definition${may('edit')
            ? html`: <a href="#/new-definition">define</a> what to run, then run it`
            : nothing}.
        </wl-empty>`;
  }

  private bulk(filtered: boolean): TemplateResult {
    return html`<div class="bulk row" role="region" aria-label="For what is selected">
      <strong>${many(this.picked.size, 'batch job')} selected</strong>
      ${filtered
        ? html`<label class="check">
            <input
              type="checkbox"
              .checked=${this.allMatching}
              @change=${(e: Event) => (this.allMatching = (e.target as HTMLInputElement).checked)}
            />
            all that match the filter, on other pages too
          </label>`
        : nothing}
      <button class="primary" @click=${() => this.dialog.open()}>Direct them…</button>
      <button @click=${() => (this.picked = new Set())}>Select none</button>
    </div>`;
  }

  /** The same words as the list's, but several statuses are an array. */
  private selector(): Selector {
    if (!this.allMatching) {
      return { ids: [...this.picked] };
    }
    const { status, label, ...others } = filterOf(this.query);
    return {
      ...others,
      status: status?.split(','),
      label: label ? [label] : undefined,
    };
  }

  private table(): TemplateResult {
    const all = this.jobs.every((job) => this.picked.has(job.id));
    return html`<div class="scroll" tabindex="0" role="region" aria-label="Batch jobs">
      <table>
        <thead>
          <tr>
            ${ifMay(
              'operate',
              () => html`<th class="pick">
                <input
                  type="checkbox"
                  aria-label="Select all on this page"
                  .checked=${all}
                  @change=${() =>
                    (this.picked = new Set(all ? [] : this.jobs.map((job) => job.id)))}
                />
              </th>`,
            )}
            <th scope="col">Batch job</th>
            <th scope="col">Status</th>
            <th scope="col">Progress</th>
            <th scope="col" class="wide">Created</th>
            <th scope="col" class="wide">Ended</th>
            <th scope="col" class="wide">By</th>
          </tr>
        </thead>
        <tbody>
          ${this.jobs.map((job) => this.row(job))}
        </tbody>
      </table>
    </div>`;
  }

  private row(job: BatchJob): TemplateResult {
    return html`<tr>
      ${ifMay(
        'operate',
        () => html`<td class="pick">
          <input
            type="checkbox"
            aria-label="Select ${job.definition} ${job.number ?? job.id}"
            .checked=${this.picked.has(job.id)}
            @change=${() => this.pick(job.id)}
          />
        </td>`,
      )}
      <th scope="row">
        <a href=${href(`/batch-jobs/${job.id}`)} title=${job.id}
          >${job.definition} ${job.number ?? ''}</a
        ><br />
        ${Object.entries(job.labels).map(
          ([name, value]) => html`<span class="label">${name}=${value}</span>`,
        )}
      </th>
      <td><wl-status .status=${job.status} .errors=${job.withErrors}></wl-status></td>
      <td><wl-progress .job=${job}></wl-progress></td>
      <td class="wide nowrap">${time(job.createdTime)}</td>
      <td class="wide nowrap">${time(job.stopTime)}</td>
      <td class="wide">${job.requestedBy}</td>
    </tr>`;
  }

  private pick(id: string): void {
    const picked = new Set(this.picked);
    if (!picked.delete(id)) {
      picked.add(id);
    }
    this.picked = picked;
  }
}
