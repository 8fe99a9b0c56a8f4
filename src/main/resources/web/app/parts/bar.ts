import { css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { Element } from '../lib/element';

/** A bar of parts: what succeeded, what failed, and the rest. */
@customElement('wl-bar')
export class Bar extends Element {
  static override styles = css`
    :host {
      display: block;
      min-width: 5rem;
    }
    div {
      display: flex;
      height: var(--bar-height, 0.7rem);
      border-radius: 3px;
      overflow: hidden;
      background: var(--idle);
    }
    span {
      width: var(--share);
      transition: width 0.3s linear;
    }
    .good {
      background: var(--good);
    }
    .active {
      background: var(--active);
    }
    .bad {
      background: repeating-linear-gradient(
        135deg,
        var(--bad) 0 4px,
        color-mix(in srgb, var(--bad) 60%, var(--panel)) 4px 7px
      );
    }
    @media (prefers-reduced-motion: reduce) {
      span {
        transition: none;
      }
    }
  `;

  @property() label = '';
  @property({ type: Number }) good = 0;
  @property({ type: Number }) bad = 0;
  @property({ type: Number }) active = 0;
  @property({ type: Number }) total = 0;

  protected override render(): TemplateResult {
    const filled = this.good + this.bad + this.active;
    const value = this.total > 0 ? Math.floor((filled * 100) / this.total) : 0;
    return html`<div
      role="progressbar"
      aria-label=${this.label}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${value}
    >
      ${this.piece('good', this.good)}${this.piece('bad', this.bad)}${this.piece('active', this.active)}
    </div>`;
  }

  /** A part that is there is seen, however small. */
  private piece(kind: string, count: number): TemplateResult {
    const share = this.total > 0 ? (count * 100) / this.total : 0;
    const width = count > 0 ? `max(2px, ${share}%)` : '0';
    return html`<span class=${kind} .style=${`--share: ${width}`}></span>`;
  }
}
