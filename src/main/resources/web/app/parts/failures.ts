import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { read } from '../lib/api';
import { Element, sheets } from '../lib/element';
import { many, number, time } from '../lib/format';
import { Problem } from '../lib/problem';
import { href } from '../lib/router';
import { Throttle } from '../lib/throttle';
import type { FailureGroup, Failures } from '../lib/types';
import './empty';
import './problem';

const RELOAD_MS = 2000;

/** What failed, by message: the reason that most share comes first. */
@customElement('wl-failures')
export class FailureList extends Element {
  static override styles = sheets(css`
    details {
      border-bottom: 1px solid var(--line);
      padding: 0.35rem 0;
    }
    details:last-of-type {
      border-bottom: 0;
    }
    summary {
      overflow-wrap: anywhere;
      cursor: pointer;
    }
    summary strong {
      color: var(--bad);
    }
    ul {
      margin: 0.3rem 0;
      padding-left: 1.2rem;
    }
  `);

  @property() job = '';
  /** Another value has it look again. */
  @property({ attribute: false }) changes: unknown;
  @state() private failures?: Failures;
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
    try {
      this.failures = await read<Failures>(`/v1/batch-jobs/${this.job}/failures`, { limit: 20 });
      this.problem = undefined;
    } catch (cause) {
      this.problem = Problem.from(cause);
    }
  }

  protected override render(): TemplateResult {
    if (this.problem) {
      return html`<wl-problem .problem=${this.problem} what="Failures"></wl-problem>`;
    }
    if (!this.failures) {
      return html`<p class="quiet">Reading…</p>`;
    }
    const { items, examined, complete } = this.failures;
    return html`
      ${items.length === 0
        ? html`<p class="quiet">No operation has failed in this start.</p>`
        : items.map((group) => this.group(group))}
      ${complete
        ? nothing
        : html`<p class="quiet">From the newest ${number(examined)} failures; there are more.</p>`}
    `;
  }

  private group(group: FailureGroup): TemplateResult {
    return html`<details>
      <summary><strong>${number(group.failures)} ×</strong> ${group.message}</summary>
      <p class="quiet">
        ${many(group.failures, 'failure')}, first ${time(group.firstTime)}, last
        ${time(group.lastTime)}
      </p>
      <ul>
        ${group.samples.map(
          (sample) =>
            html`<li>
              <a href=${href(`/batch-jobs/${this.job}/sub-jobs/${sample.subJobId}`)}
                >sub-job ${number(sample.index)}</a
              >, case ${sample.caseId}, ${time(sample.time)}: <code>${sample.error}</code>
            </li>`,
        )}
      </ul>
    </details>`;
  }
}
