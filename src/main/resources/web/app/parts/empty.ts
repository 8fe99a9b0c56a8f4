import { css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { Element, sheets } from '../lib/element';

/** Nothing there: says so, and what to do first. */
@customElement('wl-empty')
export class Empty extends Element {
  static override styles = sheets(css`
    div {
      border: 1px dashed var(--edge);
      border-radius: 6px;
      padding: 0.9rem 1rem;
      color: var(--quiet);
    }
    strong {
      display: block;
      color: var(--text);
      margin-bottom: 0.25rem;
    }
  `);

  @property() heading = '';

  protected override render(): TemplateResult {
    return html`<div><strong>${this.heading}</strong><slot></slot></div>`;
  }
}
