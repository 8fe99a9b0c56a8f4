import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { get, PAGE } from '../lib/api';
import { allEvents } from '../lib/events';
import { json, many, number, time } from '../lib/format';
import { Page } from '../lib/page';
import { href } from '../lib/router';
import { watchStatistics } from '../lib/statistics';
import type { Bulk, BulkItem, Items } from '../lib/types';
import '../parts/bar';
import '../parts/pager';
import '../parts/status';

/** How far one directive for many batch jobs is. */
@customElement('wl-bulk')
export class BulkPage extends Page {
  @state() private bulk?: Bulk;
  @state() private items: BulkItem[] = [];
  @state() private next?: string | null;

  private readonly readAgain = this.throttled(1000, () => this.reload());

  protected override heading(): string {
    if (!this.bulk) {
      return 'One directive for many';
    }
    const { directive, total } = this.bulk;
    return `${directive[0].toUpperCase()}${directive.slice(1)}: ${many(total, 'batch job')}`;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(
      allEvents(
        () => false,
        () => this.goesOn(),
        (again) => again && this.reload(),
      ),
    );
    // Refusals are no events of a move: the statistics speak every ten seconds in any case.
    this.untilGone(watchStatistics(() => this.goesOn()));
  }

  private goesOn(): void {
    if (this.bulk && this.bulk.state !== 'done') {
      this.readAgain.ask();
    }
  }

  protected override async load(signal: AbortSignal): Promise<void> {
    const path = `/v1/bulk-directives/${this.params.id}`;
    const asked = {
      state: this.query.get('state'),
      cursor: this.query.get('cursor'),
      limit: PAGE,
    };
    const [bulk, items] = await Promise.all([
      get<Bulk>(path, {}, signal),
      get<Items<BulkItem>>(`${path}/items`, asked, signal),
    ]);
    this.bulk = bulk;
    this.items = items.items;
    this.next = items.nextCursor;
  }

  protected override body(): TemplateResult {
    const bulk = this.bulk!;
    return html`
      <section class="panel stack">
        <p aria-live="polite">
          <wl-status .status=${bulk.state}></wl-status>
          ${number(bulk.total - bulk.pending)} of ${number(bulk.total)} directed:
          ${number(bulk.applied)} applied, ${number(bulk.accepted)} accepted,
          ${number(bulk.refused)} refused.
        </p>
        <wl-bar
          label="How far it is"
          .good=${bulk.applied + bulk.accepted}
          .bad=${bulk.refused}
          .total=${bulk.total}
        ></wl-bar>
        <dl class="facts">
          <dt>Requested</dt>
          <dd>${time(bulk.createdTime)} by ${bulk.requestedBy}</dd>
          <dt>Ended</dt>
          <dd>${bulk.endedTime ? time(bulk.endedTime) : 'goes on; it survives a restart'}</dd>
          <dt>Selector</dt>
          <dd><code>${json(bulk.selector)}</code></dd>
        </dl>
      </section>
      <section class="panel">
        <h2 id="items">What became of each</h2>
        <p class="row">
          ${['', 'refused', 'applied', 'accepted', 'pending'].map(
            (state) =>
              html`<a
                href=${href(`/bulk-directives/${bulk.id}`, { state })}
                aria-current=${(this.query.get('state') ?? '') === state ? 'true' : nothing}
                >${state || 'all'}</a
              >`,
          )}
        </p>
        <div class="scroll" tabindex="0" role="region" aria-labelledby="items">
          <table>
            <thead>
              <tr>
                <th scope="col">Batch job</th>
                <th scope="col">State</th>
                <th scope="col">Why</th>
              </tr>
            </thead>
            <tbody>
              ${this.items.map(
                (item) => html`<tr>
                  <th scope="row">
                    <a class="mono" href=${href(`/batch-jobs/${item.batchJobId}`)}
                      >${item.batchJobId}</a
                    >
                  </th>
                  <td><wl-status .status=${item.state}></wl-status></td>
                  <td>${item.reason ?? ''}</td>
                </tr>`,
              )}
            </tbody>
          </table>
        </div>
        <wl-pager .next=${this.next}></wl-pager>
      </section>
    `;
  }
}
