import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type UPlot from 'uplot';
import { Element, sheets } from '../lib/element';
import { clockTime, compact, minuteTime, perSecond } from '../lib/format';
import { colour } from '../lib/theme';

export interface Series {
  label: string;
  token: string;
  values: number[];
  dashed?: boolean;
}

const HEIGHT = 150;
/** From so many seconds on, their times are told to the minute. */
const LONG = 600;

/** Values over time. The library comes when the first plot is shown. */
@customElement('wl-plot')
export class Plot extends Element {
  static override styles = sheets(css`
    :host {
      min-width: 0;
    }
    .legend {
      display: flex;
      flex-wrap: wrap;
      gap: 0.2rem 1rem;
      font-size: 0.86rem;
      margin: 0 0 0.2rem;
    }
    .legend span::before {
      content: '';
      display: inline-block;
      width: 1.1rem;
      vertical-align: middle;
      margin-right: 0.35rem;
      border-top: 2px solid var(--series);
    }
    .legend .dashed::before {
      border-top-style: dashed;
    }
    .plot {
      height: ${HEIGHT}px;
      overflow: hidden;
    }
    /* What uPlot needs of its own sheet, which a shadow root does not see. */
    .uplot {
      line-height: 1.5;
      width: min-content;
    }
    .u-wrap {
      position: relative;
      user-select: none;
    }
    .u-over,
    .u-under,
    .u-axis {
      position: absolute;
    }
    .u-under {
      overflow: hidden;
    }
    .uplot canvas {
      display: block;
      position: relative;
      width: 100%;
      height: 100%;
    }
    .u-select {
      background: color-mix(in srgb, var(--accent) 18%, transparent);
      position: absolute;
      pointer-events: none;
    }
    .u-cursor-x,
    .u-cursor-y {
      position: absolute;
      left: 0;
      top: 0;
      pointer-events: none;
    }
    .u-hz .u-cursor-x {
      height: 100%;
      border-right: 1px dashed var(--quiet);
    }
    .u-hz .u-cursor-y {
      width: 100%;
      border-bottom: 1px dashed var(--quiet);
    }
    .u-cursor-pt {
      position: absolute;
      top: 0;
      left: 0;
      border-radius: 50%;
      border: 0 solid;
      pointer-events: none;
      background-clip: padding-box;
    }
    .u-off {
      display: none;
    }
  `);

  @property() heading = '';
  @property({ attribute: false }) times: number[] = [];
  @property({ attribute: false }) series: Series[] = [];
  /** How many seconds are shown at least. */
  @property({ type: Number }) span = 0;
  @query('.plot') private place!: HTMLElement;

  private plot?: UPlot;
  private building = false;

  override connectedCallback(): void {
    super.connectedCallback();
    const rebuild = () => this.rebuild();
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', rebuild);
    window.addEventListener('windlass-theme', rebuild);
    const sizes = new ResizeObserver(([entry]) =>
      this.plot?.setSize({ width: entry.contentRect.width, height: HEIGHT }),
    );
    sizes.observe(this);
    this.untilGone(() => {
      scheme.removeEventListener('change', rebuild);
      window.removeEventListener('windlass-theme', rebuild);
      sizes.disconnect();
      this.clear();
    });
  }

  protected override render(): TemplateResult {
    return html`
      <p class="legend" aria-hidden="true">
        ${this.series.map(
          (one) =>
            html`<span class=${one.dashed ? 'dashed' : ''} .style=${`--series: var(${one.token})`}
              >${one.label}: ${perSecond(one.values.at(-1) ?? 0)}</span
            >`,
        )}
      </p>
      <div class="plot" role="img" aria-label=${this.summary()}></div>
    `;
  }

  protected override updated(changed: PropertyValues): void {
    if (this.plot && (changed.has('times') || changed.has('series'))) {
      this.plot.setData(this.data());
      this.plot.setScale('x', this.range());
    } else if (!this.plot) {
      void this.build();
    }
  }

  private summary(): string {
    const parts = this.series.map((one) => {
      const most = one.values.reduce((a, b) => Math.max(a, b), 0);
      return `${one.label}: now ${perSecond(one.values.at(-1) ?? 0)}, at most ${perSecond(most)}`;
    });
    return `${this.heading}. ${parts.join('; ')}.`;
  }

  private async build(): Promise<void> {
    if (this.building || this.times.length === 0) {
      return;
    }
    this.building = true;
    const { default: Constructor } = await import('uplot');
    this.building = false;
    if (this.isConnected && !this.plot) {
      this.plot = new Constructor(this.options(), this.data(), this.place);
      this.plot.setScale('x', this.range());
    }
  }

  private rebuild(): void {
    this.clear();
    void this.build();
  }

  private clear(): void {
    this.plot?.destroy();
    this.plot = undefined;
  }

  private data(): UPlot.AlignedData {
    return [this.times, ...this.series.map((one) => one.values)] as UPlot.AlignedData;
  }

  private range(): { min: number; max: number } {
    const max = this.times.at(-1) ?? 0;
    return { min: Math.min(this.times[0] ?? 0, max - this.span), max };
  }

  private readonly tick = (seconds: number): string => {
    const date = new Date(seconds * 1000);
    return this.span >= LONG ? minuteTime(date) : clockTime(date);
  };

  private options(): UPlot.Options {
    const quiet = colour(this, '--quiet');
    const line = colour(this, '--line');
    const axis = { stroke: quiet, grid: { stroke: line, width: 1 }, ticks: { show: false } };
    const font = '11px system-ui, sans-serif';
    return {
      width: this.place.clientWidth,
      height: HEIGHT,
      legend: { show: false },
      cursor: { drag: { x: false, y: false } },
      scales: { y: { range: (_, __, max) => [0, Math.max(1, max * 1.05)] } },
      axes: [
        { ...axis, font, size: 24, space: 70, values: (_, ticks) => ticks.map(this.tick) },
        { ...axis, font, size: 46, values: (_, ticks) => ticks.map((tick) => compact(tick)) },
      ],
      series: [
        {},
        ...this.series.map((one) => ({
          label: one.label,
          stroke: colour(this, one.token),
          width: 1.6,
          dash: one.dashed ? [5, 4] : undefined,
          points: { show: false },
        })),
      ],
    };
  }
}
