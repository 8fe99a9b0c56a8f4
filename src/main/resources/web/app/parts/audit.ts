import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { read } from '../lib/api';
import { Element } from '../lib/element';
import { time } from '../lib/format';
import { Problem } from '../lib/problem';
import { Throttle } from '../lib/throttle';
import type { Directive, Items } from '../lib/types';
import './problem';
import './status';

const SHOWN = 20;

/** Who asked what of a batch job, when, and what became of it. */
@customElement('wl-audit')
export class Audit extends Element {
  @property() job = '';
  @property({ attribute: false }) changes: unknown;
  @state() private directives: Directive[] = [];
  @state() private more = false;
  @state() private problem?: Problem;

  private readonly lookAgain = new Throttle(1000, () => this.look());
  private shown = SHOWN;

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
      const path = `/v1/batch-jobs/${this.job}/directives`;
      const found = await read<Items<Directive>>(path, { limit: this.shown });
      this.directives = found.items;
      this.more = !!found.nextCursor;
      this.problem = undefined;
    } catch (cause) {
      this.problem = Problem.from(cause);
    }
  }

  private readonly showMore = (): void => {
    this.shown = 1000;
    void this.look();
  };

  protected override render(): TemplateResult {
    if (this.problem) {
      return html`<wl-problem .problem=${this.problem} what="Directives"></wl-problem>`;
    }
    return html`<div class="scroll" tabindex="0" role="region" aria-label="Directives so far">
        <table>
          <thead>
            <tr>
              <th scope="col">Directive</th>
              <th scope="col" class="wide">By</th>
              <th scope="col">When</th>
              <th scope="col">What became of it</th>
            </tr>
          </thead>
          <tbody>
            ${this.directives.map(
              (one) => html`<tr>
                <th scope="row">${one.directive}</th>
                <td class="wide">${one.requestedBy}</td>
                <td class="nowrap">${time(one.time)}</td>
                <td>
                  <wl-status .status=${one.state}></wl-status>
                  ${one.reason ?? ''}
                </td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${this.more ? html`<button @click=${this.showMore}>Show more</button>` : nothing}`;
  }
}
