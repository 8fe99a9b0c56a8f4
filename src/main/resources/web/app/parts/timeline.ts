import { css, html, nothing, svg, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { Element, sheets } from '../lib/element';
import { duration, time } from '../lib/format';
import type { NextFire } from '../lib/types';

const WIDTH = 1000;
const EDGE = 16;

/** The next fires of a schedule on a line from now on, and as a list. */
@customElement('wl-timeline')
export class Timeline extends Element {
  static override styles = sheets(css`
    svg {
      display: block;
      width: 100%;
      height: 44px;
      overflow: visible;
    }
    line {
      stroke: var(--edge);
      vector-effect: non-scaling-stroke;
    }
    .fire {
      stroke: var(--active);
      stroke-width: 3;
    }
    .missed {
      stroke: var(--warn);
      stroke-width: 2;
      stroke-dasharray: 3 3;
    }
    .ends {
      font-size: 0.86rem;
      color: var(--quiet);
    }
    ol {
      margin: 0.5rem 0 0;
      padding-left: 1.6rem;
    }
  `);

  @property({ attribute: false }) fires: NextFire[] = [];

  protected override render(): TemplateResult {
    const last = this.fires.at(-1);
    if (!last) {
      return html`<p class="quiet">It will not fire any more.</p>`;
    }
    const now = Date.now();
    const whole = Math.max(1000, Date.parse(last.time) - now);
    const place = (fire: NextFire) =>
      EDGE + (Math.max(0, Date.parse(fire.time) - now) / whole) * (WIDTH - 2 * EDGE);
    return html`
      <svg
        viewBox="0 0 ${WIDTH} 44"
        preserveAspectRatio="none"
        role="img"
        aria-label="The next ${this.fires.length} fires, over ${duration(whole / 1000)}"
      >
        <line x1=${EDGE} y1="22" x2=${WIDTH - EDGE} y2="22"></line>
        <line x1=${EDGE} y1="8" x2=${EDGE} y2="36"></line>
        ${this.fires.map(
          (fire) =>
            svg`<line class=${fire.fires ? 'fire' : 'missed'}
              x1=${place(fire)} x2=${place(fire)} y1="10" y2="34"></line>`,
        )}
      </svg>
      <div class="row apart ends"><span>now</span><span>${time(last.time)}</span></div>
      <ol>
        ${this.fires.map(
          (fire) =>
            html`<li>
              ${time(fire.time)}
              <span class="quiet">in ${duration((Date.parse(fire.time) - now) / 1000)}</span>
              ${fire.fires ? nothing : html`<strong>does not fire</strong>`}
              ${fire.reason ? html`<br />${fire.reason}` : nothing}
            </li>`,
        )}
      </ol>
    `;
  }
}
