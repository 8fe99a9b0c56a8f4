import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { Element, sheets } from '../lib/element';
import type { Problem } from '../lib/problem';

/** What went wrong, in the words of the API. */
@customElement('wl-problem')
export class ProblemNote extends Element {
  static override styles = sheets(css`
    :host {
      margin-bottom: 0.9rem;
    }
    div {
      border: 1px solid var(--bad);
      border-left-width: 4px;
      border-radius: 4px;
      background: var(--panel);
      padding: 0.55rem 0.8rem;
      overflow-wrap: anywhere;
    }
    p:last-child,
    ul {
      margin: 0;
    }
    ul {
      padding-left: 1.2rem;
    }
  `);

  @property({ attribute: false }) problem?: Problem;
  /** What was tried. */
  @property() what = '';

  protected override render(): TemplateResult | typeof nothing {
    const { problem } = this;
    if (!problem) {
      return nothing;
    }
    return html`<div role="alert">
      <p>
        <strong>${this.what ? `${this.what}: ` : ''}${problem.title}.</strong>
        ${problem.isMissingRoute
          ? 'This server is older than this page and does not have it.'
          : problem.message}
      </p>
      ${problem.errors.length > 0
        ? html`<ul>
            ${problem.errors.map((error) => html`<li><code>${error.field}</code> ${error.rule}</li>`)}
          </ul>`
        : nothing}
    </div>`;
  }
}
