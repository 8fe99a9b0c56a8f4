import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { Element, sheets } from '../lib/element';
import type { Worker } from '../lib/types';
import './bar';

export function workerStatus(worker: Worker): string {
  if (worker.silent) {
    return 'silent';
  }
  return worker.draining ? 'draining' : worker.busy > 0 ? 'working' : 'idle';
}

/** How many slots of a worker are in use. */
@customElement('wl-load')
export class Load extends Element {
  static override styles = sheets(css`
    :host {
      min-width: 8rem;
    }
  `);

  @property({ attribute: false }) worker!: Worker;

  protected override render(): TemplateResult {
    const { name, busy, slots, stuck } = this.worker;
    return html`<wl-bar
        label="Load of ${name}"
        .active=${busy - stuck}
        .bad=${stuck}
        .total=${slots}
      ></wl-bar
      ><span>${busy} of ${slots} slots</span>
      ${stuck > 0 ? html`<span class="bad">✕ ${stuck} stuck</span>` : nothing}`;
  }
}
