import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { get } from '../lib/api';
import { Element, sheets } from '../lib/element';
import { number } from '../lib/format';
import { countsText, subJobId } from '../lib/job';
import { Problem } from '../lib/problem';
import { go } from '../lib/router';
import { colour } from '../lib/theme';
import { Throttle } from '../lib/throttle';
import type { Cell, SubJobMap } from '../lib/types';
import { draw, hasFailed, TOKENS } from './map-drawing';
import { stretchText } from './map-words';
import './problem';

const SIDE = 12;
const GAP = 2;
const ROWS = 16;
const RELOAD_MS = 2000;

interface Stretch {
  from: number;
  to: number;
}

/** All sub-jobs of a batch job as a map of cells: each is a stretch of them, down to a single one. */
@customElement('wl-map')
export class SubJobsMap extends Element {
  static override styles = sheets(css`
    .map {
      position: relative;
      cursor: zoom-in;
      width: max-content;
      max-width: 100%;
    }
    canvas {
      display: block;
    }
    .cursor {
      position: absolute;
      width: ${SIDE + 4}px;
      height: ${SIDE + 4}px;
      border: 2px solid var(--text);
      outline: 1px solid var(--panel);
      border-radius: 2px;
      pointer-events: none;
      left: var(--x);
      top: var(--y);
    }
    .told {
      min-height: 1.5em;
      margin: 0.4rem 0;
    }
    nav {
      margin-bottom: 0.5rem;
    }
  `);

  @property() job = '';
  @property({ type: Number }) total = 0;
  /** Another value has it look again, some seconds later at most. */
  @property({ attribute: false }) changes: unknown;
  @state() private levels: Stretch[] = [];
  @state() private map?: SubJobMap;
  @state() private problem?: Problem;
  @state() private at?: number;
  @query('canvas') private canvas?: HTMLCanvasElement;

  private width = 0;
  private turn = 0;
  private colours?: Record<string, string>;
  private readonly lookAgain = new Throttle(RELOAD_MS, () => this.look());

  override connectedCallback(): void {
    super.connectedCallback();
    const recolour = () => {
      this.colours = undefined;
      this.paint();
    };
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', recolour);
    window.addEventListener('windlass-theme', recolour);
    const sizes = new ResizeObserver(([entry]) => this.fit(entry.contentRect.width));
    sizes.observe(this);
    this.untilGone(() => {
      scheme.removeEventListener('change', recolour);
      window.removeEventListener('windlass-theme', recolour);
      sizes.disconnect();
      this.lookAgain.cancel();
    });
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('changes') && this.width > 0) {
      this.lookAgain.ask();
    }
  }

  protected override updated(): void {
    this.paint();
  }

  protected override render(): TemplateResult {
    return html`
      ${this.trail()}
      ${this.problem ? html`<wl-problem .problem=${this.problem} what="Map"></wl-problem>` : nothing}
      ${this.map ? this.drawing(this.map) : nothing}
    `;
  }

  /** Where the map is zoomed to, and the way back. */
  private trail(): TemplateResult {
    return html`<nav class="row" aria-label="Zoom of the map">
      ${this.levels.length === 0
        ? html`<span>All ${number(this.total)} sub-jobs</span>`
        : html`<button class="plain" @click=${() => this.zoomTo(0)}>
            All ${number(this.total)} sub-jobs
          </button>`}
      ${this.levels.map((level, i) =>
        i === this.levels.length - 1
          ? html`<span aria-current="true">› ${stretchText(level)}</span>`
          : html`<button class="plain" @click=${() => this.zoomTo(i + 1)}>
              › ${stretchText(level)}
            </button>`,
      )}
    </nav>`;
  }

  private drawing(map: SubJobMap): TemplateResult {
    const cell = this.at === undefined ? undefined : map.cells[this.at];
    const inCells = map.cellSize === 1 ? 'each is one' : `each is ${number(map.cellSize)}`;
    return html`
      <div
        class="map"
        tabindex="0"
        role="application"
        aria-roledescription="map of sub-jobs"
        aria-label="${number(map.cells.length)} cells, ${inCells}. Arrow keys move, Enter opens, Backspace zooms out, F goes to the next that failed."
        aria-describedby="told"
        @keydown=${this.pressed}
        @click=${this.clicked}
        @pointermove=${this.pointed}
        @focus=${() => (this.at ??= 0)}
      >
        <canvas aria-hidden="true"></canvas>
        ${cell ? html`<div class="cursor" .style=${this.cursorStyle()}></div>` : nothing}
      </div>
      <p class="told" id="told" aria-live="polite">
        ${cell
          ? html`${stretchText(cell)}: ${countsText(cell.counts)}`
          : html`<span class="quiet">Point at a cell, or press Tab and the arrow keys.</span>`}
      </p>
      <wl-map-words
        .map=${map}
        @enter=${(e: CustomEvent<Cell>) => this.enter(e.detail)}
        @next=${this.nextFailed}
      ></wl-map-words>
    `;
  }

  private get columns(): number {
    return Math.max(8, Math.floor((this.width + GAP) / (SIDE + GAP)));
  }

  private cursorStyle(): string {
    const x = (this.at! % this.columns) * (SIDE + GAP) - 2;
    const y = Math.floor(this.at! / this.columns) * (SIDE + GAP) - 2;
    return `--x: ${x}px; --y: ${y}px`;
  }

  private fit(width: number): void {
    const before = this.width > 0 ? this.columns : 0;
    this.width = width;
    if (this.columns !== before) {
      void this.look();
    }
  }

  /** What is to be seen, once it has been read. */
  private stretch(): { from: number; to: number } {
    return this.levels.at(-1) ?? { from: 0, to: Math.max(1, this.total) };
  }

  private async look(): Promise<void> {
    const { from, to } = this.stretch();
    const cells = Math.min(1000, this.columns * ROWS);
    const turn = ++this.turn;
    try {
      const map = await get<SubJobMap>(`/v1/batch-jobs/${this.job}/map`, { from, to, cells });
      if (turn === this.turn) {
        this.map = map;
        this.problem = undefined;
      }
    } catch (cause) {
      this.problem = Problem.from(cause);
    }
  }

  private paint(): void {
    const { canvas, map } = this;
    const context = canvas?.getContext('2d');
    if (!canvas || !context || !map) {
      return;
    }
    const columns = Math.min(this.columns, map.cells.length);
    const width = columns * (SIDE + GAP) - GAP;
    const height = Math.ceil(map.cells.length / this.columns) * (SIDE + GAP) - GAP;
    const ratio = window.devicePixelRatio || 1;
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    context.scale(ratio, ratio);
    this.colours ??= Object.fromEntries(
      [...Object.entries(TOKENS), ['ground', '--panel']].map(([name, token]) => [
        name,
        colour(this, token),
      ]),
    );
    const { ground, ...colours } = this.colours;
    draw(context, map.cells, { columns: this.columns, side: SIDE, gap: GAP, colours, ground });
  }

  private indexAt(event: MouseEvent): number | undefined {
    const box = this.canvas!.getBoundingClientRect();
    const column = Math.floor((event.clientX - box.left) / (SIDE + GAP));
    const row = Math.floor((event.clientY - box.top) / (SIDE + GAP));
    const index = row * this.columns + column;
    const inside = column >= 0 && column < this.columns && row >= 0;
    return inside && index < (this.map?.cells.length ?? 0) ? index : undefined;
  }

  private pointed(event: PointerEvent): void {
    this.at = this.indexAt(event) ?? this.at;
  }

  private clicked(event: MouseEvent): void {
    const index = this.indexAt(event);
    if (index !== undefined) {
      this.enter(this.map!.cells[index]);
    }
  }

  private pressed(event: KeyboardEvent): void {
    const steps: Record<string, number> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -this.columns,
      ArrowDown: this.columns,
    };
    const step = steps[event.key];
    if (step !== undefined) {
      this.move((this.at ?? 0) + step);
    } else if (event.key === 'Home') {
      this.move(0);
    } else if (event.key === 'End') {
      this.move(this.map!.cells.length - 1);
    } else if (event.key === 'Enter' || event.key === ' ') {
      this.enter(this.map!.cells[this.at ?? 0]);
    } else if (event.key === 'Backspace' || (event.key === 'Escape' && this.levels.length > 0)) {
      this.zoomTo(Math.max(0, this.levels.length - 1));
    } else if (event.key === 'f' || event.key === 'F') {
      this.nextFailed();
    } else {
      return;
    }
    event.preventDefault();
  }

  private move(to: number): void {
    const last = (this.map?.cells.length ?? 1) - 1;
    this.at = Math.min(last, Math.max(0, to));
  }

  private nextFailed(): void {
    const cells = this.map?.cells ?? [];
    const failed = cells.flatMap((cell, i) => (hasFailed(cell.counts) ? [i] : []));
    this.at = failed.find((i) => i > (this.at ?? -1)) ?? failed[0] ?? this.at;
  }

  /** A cell of the map before, which is shown until the next has been read, leads nowhere. */
  private enter(cell: Cell): void {
    const { from, to } = this.stretch();
    if (this.map?.from !== from || this.map.to !== to) {
      return;
    }
    if (cell.to - cell.from <= 1) {
      go(`/batch-jobs/${this.job}/sub-jobs/${subJobId(this.job, cell.from)}`);
      return;
    }
    this.levels = [...this.levels, { from: cell.from, to: cell.to }];
    this.at = 0;
    void this.look();
  }

  private zoomTo(depth: number): void {
    this.levels = this.levels.slice(0, depth);
    this.at = 0;
    void this.look();
  }
}
