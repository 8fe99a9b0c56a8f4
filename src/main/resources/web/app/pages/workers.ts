import { html, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { announce } from '../lib/announce';
import { get, send } from '../lib/api';
import { time } from '../lib/format';
import { Page } from '../lib/page';
import { Problem } from '../lib/problem';
import { ifMay } from '../lib/session';
import { watchStatistics } from '../lib/statistics';
import type { Items, Worker } from '../lib/types';
import { ask } from '../parts/dialog';
import { workerStatus } from '../parts/load';
import '../parts/empty';
import '../parts/status';

/** The fleet: who does what, and who is to leave. */
@customElement('wl-workers')
export class Workers extends Page {
  @state() private workers: Worker[] = [];

  /** Asked to drain here, and not heard of since. */
  @state() private asked: ReadonlySet<string> = new Set();

  private readonly readAgain = this.throttled(2000, () => this.reload());

  protected override heading(): string {
    return 'Workers';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.untilGone(watchStatistics(() => this.readAgain.ask()));
  }

  protected override async load(signal: AbortSignal): Promise<void> {
    const { items } = await get<Items<Worker>>('/v1/workers', {}, signal);
    this.workers = items.map((one) => (this.asked.has(one.id) ? { ...one, draining: true } : one));
  }

  protected override body(): TemplateResult {
    return this.workers.length > 0
      ? this.table()
      : html`<wl-empty heading="No worker has spoken">
          Nothing runs without one: start a process with the role worker
          (<code>WINDLASS_ROLES=worker</code>).
        </wl-empty>`;
  }

  private table(): TemplateResult {
    return html`<div class="scroll" tabindex="0" role="region" aria-label="Workers">
      <table>
        <thead>
          <tr>
            <th scope="col">Worker</th>
            <th scope="col">Status</th>
            <th scope="col">Load</th>
            <th scope="col" class="wide">Queues</th>
            <th scope="col" class="wide">Last heard of</th>
            <th scope="col" class="wide">Since</th>
            <th scope="col" class="wide">Version</th>
            ${ifMay('operate', () => html`<th scope="col"><span class="unseen">Drain</span></th>`)}
          </tr>
        </thead>
        <tbody>
          ${this.workers.map((worker) => this.row(worker))}
        </tbody>
      </table>
    </div>`;
  }

  private row(worker: Worker): TemplateResult {
    return html`<tr>
      <th scope="row" title=${worker.id}>${worker.name}</th>
      <td><wl-status .status=${workerStatus(worker)}></wl-status></td>
      <td><wl-load .worker=${worker}></wl-load></td>
      <td class="wide">${worker.queues.join(', ')}</td>
      <td class="wide nowrap">${time(worker.lastSeenTime)}</td>
      <td class="wide nowrap">${time(worker.startedTime)}</td>
      <td class="wide">${worker.version}</td>
      ${ifMay(
        'operate',
        () => html`<td>
          <button
            aria-disabled=${String(worker.draining)}
            title=${worker.draining ? 'It is draining already.' : ''}
            aria-label="Drain ${worker.name}"
            @click=${() => this.drain(worker)}
          >
            Drain
          </button>
        </td>`,
      )}
    </tr>`;
  }

  private async drain(worker: Worker): Promise<void> {
    if (worker.draining) {
      return announce(`${worker.name} is draining already.`);
    }
    const sure = await ask({
      heading: `Drain ${worker.name}?`,
      text: 'It finishes what it has, takes nothing new and leaves. It does not come back by itself.',
      confirm: 'Drain',
      danger: true,
    });
    if (!sure) {
      return;
    }
    try {
      await send('POST', `/v1/workers/${encodeURIComponent(worker.id)}/drain`);
      this.asked = new Set([...this.asked, worker.id]);
      announce(`${worker.name} is asked to drain.`);
      await this.reload();
    } catch (cause) {
      announce(Problem.from(cause).message, true);
    }
  }
}
