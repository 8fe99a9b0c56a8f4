import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { idempotencyKey, send } from '../lib/api';
import { Element } from '../lib/element';
import { many, number, shortId, time } from '../lib/format';
import { countsText } from '../lib/job';
import { Problem } from '../lib/problem';
import { go, href } from '../lib/router';
import type { Bulk, BulkPreview } from '../lib/types';
import type { Dialog } from './dialog';
import './dialog';
import './problem';

export type Selector = Record<string, unknown>;

const DIRECTIVES = [
  ['pause', 'Pause'],
  ['unpause', 'Unpause'],
  ['stop', 'Stop'],
  ['start', 'Start, or start again'],
  ['start-failed', 'Run again what failed'],
  ['delete', 'Delete'],
] as const;

/** One directive for many batch jobs: says first which of them it would reach. */
@customElement('wl-bulk-dialog')
export class BulkDialog extends Element {
  @property({ attribute: false }) selector: Selector = {};
  @state() private directive = 'pause';
  @state() private perSecond = '';
  @state() private preview?: BulkPreview;
  @state() private problem?: Problem;
  @state() private busy = false;
  @query('wl-dialog') private dialog!: Dialog;

  open(): void {
    this.preview = undefined;
    this.problem = undefined;
    void this.dialog.open();
    void this.look();
  }

  protected override render(): TemplateResult {
    const danger = ['stop', 'start', 'delete'].includes(this.directive);
    const word = DIRECTIVES.find(([value]) => value === this.directive)![1].split(',')[0];
    const possible = this.preview?.possible ?? 0;
    return html`<wl-dialog
      heading="One directive for many"
      confirm="${word}: ${many(possible, 'batch job')}"
      ?danger=${danger}
      ?busy=${this.busy || possible === 0}
      @confirmed=${this.apply}
    >
      <div class="fields">
        <div class="field">
          <label for="directive">Directive</label>
          <select id="directive" @change=${this.choose}>
            ${DIRECTIVES.map(([value, text]) => html`<option value=${value}>${text}</option>`)}
          </select>
        </div>
        ${['start', 'unpause'].includes(this.directive)
          ? html`<div class="field">
              <label for="pace">Sub-jobs begun per second (empty: no limit)</label>
              <input
                id="pace"
                type="number"
                min="0"
                step="any"
                .value=${this.perSecond}
                @input=${(e: Event) => (this.perSecond = (e.target as HTMLInputElement).value)}
              />
            </div>`
          : nothing}
      </div>
      <div aria-live="polite" class="stack">
        ${this.problem ? html`<wl-problem .problem=${this.problem}></wl-problem>` : nothing}
        ${this.preview ? this.shown(this.preview) : html`<p class="quiet">Looking…</p>`}
      </div>
    </wl-dialog>`;
  }

  private shown(preview: BulkPreview): TemplateResult {
    return html`
      <p>
        <strong>${many(preview.matching, 'batch job')}</strong> match (${countsText(
          preview.byStatus,
        )}); <strong>${number(preview.possible)}</strong> take this directive now.
        ${preview.matching > preview.possible ? 'The others will refuse it.' : nothing}
      </p>
      ${preview.sample.length > 0
        ? html`<table>
            <caption class="quiet">
              The first ${preview.sample.length}
            </caption>
            <tbody>
              ${preview.sample.map(
                (job) => html`<tr>
                  <th scope="row">
                    <a href=${href(`/batch-jobs/${job.id}`)} target="_blank">${job.definition}</a>
                    <code class="quiet">${shortId(job.id)}</code>
                  </th>
                  <td class="wide nowrap">${time(job.createdTime)}</td>
                  <td><wl-status .status=${job.status}></wl-status></td>
                  <td>${job.possible ? '' : (job.reason ?? 'not possible')}</td>
                </tr>`,
              )}
            </tbody>
          </table>`
        : nothing}
    `;
  }

  private choose(event: Event): void {
    this.directive = (event.target as HTMLSelectElement).value;
    void this.look();
  }

  private body(dryRun: boolean): object {
    const failed = this.directive === 'start-failed';
    const pace = ['start', 'unpause'].includes(this.directive) ? Number(this.perSecond) : 0;
    return {
      directive: failed ? 'start' : this.directive,
      only: failed ? 'failed' : undefined,
      jobsPerSecond: pace > 0 ? pace : undefined,
      selector: this.selector,
      dryRun,
    };
  }

  private async look(): Promise<void> {
    this.preview = undefined;
    this.problem = undefined;
    const asked = this.directive;
    try {
      const { body } = await send<BulkPreview>('POST', '/v1/bulk-directives', this.body(true));
      if (asked === this.directive) {
        this.preview = body;
      }
    } catch (cause) {
      this.problem = Problem.from(cause);
    }
  }

  private async apply(): Promise<void> {
    this.busy = true;
    try {
      const key = { 'Idempotency-Key': idempotencyKey() };
      const { body } = await send<Bulk>('POST', '/v1/bulk-directives', this.body(false), key);
      this.dialog.close();
      go(`/bulk-directives/${body.id}`);
    } catch (cause) {
      this.problem = Problem.from(cause);
    } finally {
      this.busy = false;
    }
  }
}
