import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { PAGE, read } from '../lib/api';
import { Element, sheets } from '../lib/element';
import { number } from '../lib/format';
import { SUB_JOB_STATUSES } from '../lib/job';
import { Problem } from '../lib/problem';
import { href } from '../lib/router';
import { Throttle } from '../lib/throttle';
import type { Counts, Items, SubJob } from '../lib/types';
import './problem';
import './status';

const RELOAD_MS = 2000;

/** Sub-jobs in the order of their indexes, of one status where it is chosen. */
@customElement('wl-sub-job-list')
export class SubJobList extends Element {
  static override styles = sheets(css`
    .error {
      max-width: 34rem;
      overflow-wrap: anywhere;
    }
  `);

  @property() job = '';
  @property({ attribute: false }) counts: Counts = {};
  @property({ attribute: false }) changes: unknown;
  @state() private status = '';
  @state() private cursors: string[] = [];
  @state() private items: SubJob[] = [];
  @state() private next?: string | null;
  @state() private problem?: Problem;

  private readonly lookAgain = new Throttle(RELOAD_MS, () => this.look());

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.lookAgain.cancel();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('changes') || changed.has('job')) {
      this.lookAgain.ask();
    }
  }

  private async look(): Promise<void> {
    const asked = { status: this.status, results: true, cursor: this.cursors.at(-1), limit: PAGE };
    try {
      const path = `/v1/batch-jobs/${this.job}/sub-jobs`;
      const found = await read<Items<SubJob>>(path, asked);
      this.items = found.items;
      this.next = found.nextCursor;
      this.problem = undefined;
    } catch (cause) {
      this.problem = Problem.from(cause);
    }
  }

  private readonly choose = (event: Event): void => {
    this.status = (event.target as HTMLSelectElement).value;
    this.turn([]);
  };

  private turn(cursors: string[]): void {
    this.cursors = cursors;
    void this.look();
  }

  protected override render(): TemplateResult {
    return html`
      <div class="field">
        <label for="status">Status</label>
        <select id="status" @change=${this.choose}>
          <option value="">any</option>
          ${SUB_JOB_STATUSES.map(
            (status) =>
              html`<option value=${status}>${status} (${number(this.counts[status] ?? 0)})</option>`,
          )}
        </select>
      </div>
      ${this.problem ? html`<wl-problem .problem=${this.problem}></wl-problem>` : this.table()}
      <div class="row">
        ${this.cursors.length > 0
          ? html`<button @click=${() => this.turn(this.cursors.slice(0, -1))}>Back</button>`
          : nothing}
        ${this.next
          ? html`<button @click=${() => this.turn([...this.cursors, this.next!])}>Next</button>`
          : nothing}
      </div>
    `;
  }

  private table(): TemplateResult {
    if (this.items.length === 0) {
      return html`<p class="quiet">There are none of this status.</p>`;
    }
    return html`<div class="scroll" tabindex="0" role="region" aria-label="Sub-jobs">
      <table>
        <thead>
          <tr>
            <th scope="col">Sub-job</th>
            <th scope="col">Status</th>
            <th scope="col" class="number wide">Operations</th>
            <th scope="col" class="number wide">Failures</th>
            <th scope="col">Last operation</th>
          </tr>
        </thead>
        <tbody>
          ${this.items.map(
            (one) => html`<tr>
              <th scope="row">
                <a href=${href(`/batch-jobs/${this.job}/sub-jobs/${one.id}`)}
                  >${number(one.index)}</a
                >
              </th>
              <td><wl-status .status=${one.status}></wl-status></td>
              <td class="number wide">
                ${one.operationsDone === undefined ? '' : number(one.operationsDone)}
              </td>
              <td class="number wide">${number(one.failures)}</td>
              <td class="error">
                ${one.lastOperation?.error ?? one.lastOperation?.output?.slice(0, 200) ?? ''}
              </td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}
