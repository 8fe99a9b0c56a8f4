import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { get, PAGE } from '../lib/api';
import { time } from '../lib/format';
import { Page } from '../lib/page';
import { go, href } from '../lib/router';
import { home, ifMay } from '../lib/session';
import { namespaceField } from '../parts/namespace';
import type { Items, Schedule } from '../lib/types';
import '../parts/empty';
import '../parts/pager';
import '../parts/status';

/** What runs by the clock. */
@customElement('wl-schedules')
export class Schedules extends Page {
  @state() private items: Schedule[] = [];
  @state() private next?: string | null;

  private get namespace(): string {
    return this.query.get('namespace') || home();
  }

  protected override heading(): string {
    return 'Schedules';
  }

  protected override aside(): TemplateResult | typeof nothing {
    return ifMay(
      'edit',
      () => html`<a class="button primary" href="#/new-schedule">New schedule</a>`,
    );
  }

  protected override async load(signal: AbortSignal): Promise<void> {
    const asked = {
      namespace: this.namespace,
      cursor: this.query.get('cursor'),
      limit: PAGE,
    };
    const found = await get<Items<Schedule>>('/v1/schedules', asked, signal);
    this.items = found.items;
    this.next = found.nextCursor;
  }

  protected override body(): TemplateResult {
    return html`
      <form class="panel fields" role="search" @submit=${this.search}>
        ${namespaceField(this.namespace)}
        <button type="submit" class="primary">Show</button>
      </form>
      ${this.items.length > 0
        ? this.table()
        : html`<wl-empty heading="There are no schedules in ${this.namespace}">
            A schedule runs a <a href="#/definitions">definition</a> again and again.
            ${ifMay(
              'edit',
              () =>
                html`<a href="#/new-schedule">Write one</a>: an example is there to be changed.`,
            )}
          </wl-empty>`}
      <wl-pager .next=${this.next}></wl-pager>
    `;
  }

  private search(event: SubmitEvent): void {
    event.preventDefault();
    const given = new FormData(event.target as HTMLFormElement);
    go('/schedules', { namespace: String(given.get('namespace')).trim() });
  }

  private table(): TemplateResult {
    return html`<div class="scroll" tabindex="0" role="region" aria-label="Schedules">
      <table>
        <thead>
          <tr>
            <th scope="col">Schedule</th>
            <th scope="col">When</th>
            <th scope="col">Next</th>
            <th scope="col" class="wide">Definition</th>
          </tr>
        </thead>
        <tbody>
          ${this.items.map(
            (one) => html`<tr>
              <th scope="row">
                <a href=${href(`/schedules/${one.namespace}/${one.name}`)}>${one.name}</a>
              </th>
              <td><code>${one.cron}</code> <span class="quiet">${one.timeZone}</span></td>
              <td>
                ${one.paused
                  ? html`<wl-status status="paused"></wl-status>`
                  : one.nextFireTime
                    ? time(one.nextFireTime)
                    : 'never'}
              </td>
              <td class="wide">
                <a href=${href(`/definitions/${one.batchJob.definition}`)}
                  >${one.batchJob.definition}</a
                >
              </td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}
