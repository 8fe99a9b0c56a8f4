import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { Element, sheets } from '../lib/element';
import { number } from '../lib/format';
import { countsText } from '../lib/job';
import type { Cell, Counts, SubJobMap } from '../lib/types';
import { hasFailed, TOKENS } from './map-drawing';

const MOST = 100;

export function stretchText({ from, to }: { from: number; to: number }): string {
  return to - from === 1
    ? `sub-job ${number(from)}`
    : `sub-jobs ${number(from)} to ${number(to - 1)}`;
}

/** What the colours of a map mean, and the same map in words, for whom a picture says nothing. */
@customElement('wl-map-words')
export class MapWords extends Element {
  static override styles = sheets(css`
    .legend {
      font-size: 0.9rem;
      gap: 0.2rem 1rem;
    }
    .swatch {
      display: inline-block;
      width: 0.8rem;
      height: 0.8rem;
      margin-right: 0.3rem;
      vertical-align: -1px;
      background: var(--swatch);
    }
    .swatch.cut {
      clip-path: polygon(0 0, 50% 0, 100% 50%, 100% 100%, 0 100%);
    }
    ul {
      margin: 0;
      padding-left: 1.2rem;
    }
  `);

  @property({ attribute: false }) map!: SubJobMap;

  protected override render(): TemplateResult {
    const all = totals(this.map.cells);
    const failed = this.map.cells.filter((cell) => hasFailed(cell.counts));
    return html`
      <div class="row legend">
        ${Object.entries(all).map(([status, count]) => this.swatch(status, count))}
        ${failed.length > 0
          ? html`<button @click=${() => this.tell('next')}>Next that failed</button>`
          : nothing}
      </div>
      <details>
        <summary>The map in words</summary>
        <p>${stretchText(this.map)}: ${countsText(all)}.</p>
        ${failed.length === 0 ? html`<p>None of them failed.</p>` : this.list(failed)}
      </details>
    `;
  }

  private swatch(status: string, count: number): TemplateResult {
    const token = TOKENS[status] ?? '--idle';
    return html`<span
      ><span
        class="swatch ${token === '--bad' ? 'cut' : ''}"
        .style=${`--swatch: var(${token})`}
      ></span
      >${status} ${number(count)}</span
    >`;
  }

  private list(failed: Cell[]): TemplateResult {
    return html`<p>
        Stretches in which some failed${failed.length > MOST ? ` (the first ${MOST})` : ''}:
      </p>
      <ul>
        ${failed.slice(0, MOST).map(
          (cell) =>
            html`<li>
              <button class="plain" @click=${() => this.tell('enter', cell)}>
                ${stretchText(cell)}</button
              >: ${countsText(cell.counts)}
            </li>`,
        )}
      </ul>`;
  }

  private tell(name: string, detail?: Cell): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

function totals(cells: Cell[]): Counts {
  const all: Counts = {};
  for (const cell of cells) {
    for (const [status, count] of Object.entries(cell.counts)) {
      all[status] = (all[status] ?? 0) + count;
    }
  }
  return all;
}
