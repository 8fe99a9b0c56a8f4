import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { Element, sheets } from '../lib/element';
import { many, number, percent } from '../lib/format';
import type { BatchJob } from '../lib/types';
import './bar';

/** How far a batch job is, small enough for a row. */
@customElement('wl-progress')
export class ProgressCell extends Element {
  static override styles = sheets(css`
    .line {
      display: flex;
      flex-wrap: wrap;
      gap: 0 0.7rem;
      font-size: 0.9rem;
    }
    wl-bar {
      margin: 0.15rem 0;
    }
  `);

  @property({ attribute: false }) job!: BatchJob;

  protected override render(): TemplateResult {
    const { progress, percentComplete, definition, id } = this.job;
    const endless = progress.expected === undefined && this.job.epoch > 0;
    return html`
      ${endless
        ? nothing
        : html`<wl-bar
            label="Progress of ${definition}, ${id}"
            .good=${progress.successful}
            .bad=${progress.failed}
            .total=${progress.expected ?? 0}
          ></wl-bar>`}
      <div class="line">
        <span
          >${endless ? many(progress.done, 'operation') : percent(percentComplete)}
          ${endless ? nothing : html`<span class="quiet">of ${number(this.job.subJobsTotal)}</span>`}
        </span>
        ${progress.failed > 0
          ? html`<span class="bad">✕ ${number(progress.failed)} failed</span>`
          : nothing}
      </div>
    `;
  }
}
