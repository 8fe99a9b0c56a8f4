import { html, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { announce } from '../lib/announce';
import { get, PAGE, send } from '../lib/api';
import { many, number, time } from '../lib/format';
import { Page } from '../lib/page';
import { Problem } from '../lib/problem';
import { go, href } from '../lib/router';
import { ifMay } from '../lib/session';
import { watchStatistics } from '../lib/statistics';
import type { Items, Letter } from '../lib/types';
import { ask } from '../parts/dialog';
import '../parts/empty';
import '../parts/pager';
import '../parts/status';

const ROLES = ['api', 'coordinator', 'worker', 'projection', 'scheduler'];

/** What could not be read or applied. */
@customElement('wl-letters')
export class Letters extends Page {
  @state() private letters: Letter[] = [];
  @state() private next?: string | null;

  private readonly readAgain = this.throttled(2000, () => this.reload());
  private known = '';

  protected override heading(): string {
    return 'Dead letters';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.untilGone(
      watchStatistics(({ deadLetters }) => {
        const now = JSON.stringify(deadLetters);
        if (this.known && this.known !== now) {
          this.readAgain.ask();
        }
        this.known = now;
      }),
    );
  }

  private filter(): Record<string, string | null> {
    return Object.fromEntries(
      ['topic', 'role', 'state', 'q'].map((name) => [name, this.query.get(name)]),
    );
  }

  protected override async load(signal: AbortSignal): Promise<void> {
    const asked = { ...this.filter(), cursor: this.query.get('cursor'), limit: PAGE };
    const found = await get<Items<Letter>>('/v1/dead-letters', asked, signal);
    this.letters = found.items;
    this.next = found.nextCursor;
  }

  protected override body(): TemplateResult {
    const filtered = [...this.query].length > 0;
    return html`
      <form class="panel fields" role="search" @submit=${this.search}>
        <div class="field">
          <label for="q">Part of the reason, a key or an id</label>
          <input id="q" name="q" type="search" .value=${this.query.get('q') ?? ''} />
        </div>
        <div class="field">
          <label for="topic">Topic</label>
          <input id="topic" name="topic" .value=${this.query.get('topic') ?? ''} />
        </div>
        ${this.select('role', 'Put aside by', ROLES)}
        ${this.select('state', 'State', ['parked', 'redriven'])}
        <button type="submit" class="primary">Show</button>
        ${ifMay(
          'operate',
          () =>
            html`<button type="button" @click=${this.redriveAll}>Send all parked again…</button>`,
        )}
      </form>
      ${this.letters.length > 0
        ? this.table()
        : html`<wl-empty heading=${filtered ? 'No dead letter fits' : 'There are no dead letters'}>
            ${filtered
              ? html`<a href="#/dead-letters">Show all</a>.`
              : 'A record that cannot be read or applied is put aside here, with its reason.'}
          </wl-empty>`}
      <wl-pager .next=${this.next}></wl-pager>
    `;
  }

  private select(name: string, text: string, values: string[]): TemplateResult {
    const chosen = this.query.get(name) ?? '';
    return html`<div class="field">
      <label for=${name}>${text}</label>
      <select id=${name} name=${name}>
        <option value="">any</option>
        ${values.map((value) => html`<option ?selected=${value === chosen}>${value}</option>`)}
      </select>
    </div>`;
  }

  private search(event: SubmitEvent): void {
    event.preventDefault();
    const given = new FormData(event.target as HTMLFormElement);
    const query = [...given.entries()].map(([name, value]) => [name, String(value).trim()]);
    go('/dead-letters', Object.fromEntries(query));
  }

  private readonly redriveAll = async (): Promise<void> => {
    const { topic, role, q } = this.filter();
    const body = { topic: topic || undefined, role: role || undefined, q: q || undefined, limit: 1000 };
    try {
      const preview = await send<{ matched: number; refused: number }>(
        'POST',
        '/v1/dead-letters/redrive',
        { ...body, dryRun: true },
      );
      const { matched, refused } = preview.body;
      const sure = await ask({
        heading: `Send ${many(matched - refused, 'record')} again?`,
        text: `${many(matched, 'parked record')} found${refused > 0 ? `, of which ${number(refused)} can't be sent again` : ''}. The oldest go first, 1,000 at most.`,
        confirm: 'Send again',
      });
      if (sure) {
        const done = await send<{ redriven: number; refused: number }>(
          'POST',
          '/v1/dead-letters/redrive',
          body,
        );
        announce(`${many(done.body.redriven, 'record')} sent again, ${done.body.refused} refused.`);
        await this.reload();
      }
    } catch (cause) {
      announce(Problem.from(cause).message, true);
    }
  };

  private table(): TemplateResult {
    return html`<div class="scroll" tabindex="0" role="region" aria-label="Dead letters">
      <table>
        <thead>
          <tr>
            <th scope="col">Record</th>
            <th scope="col">State</th>
            <th scope="col">Reason</th>
            <th scope="col" class="wide">By</th>
            <th scope="col" class="wide">When</th>
          </tr>
        </thead>
        <tbody>
          ${this.letters.map(
            (letter) => html`<tr>
              <th scope="row">
                <a href=${href(`/dead-letters/${letter.id}`)}
                  >${letter.topic}-${letter.partition}@${letter.offset}</a
                >
              </th>
              <td><wl-status .status=${letter.state}></wl-status></td>
              <td>${letter.reason}</td>
              <td class="wide">${letter.role}</td>
              <td class="wide nowrap">${time(letter.time)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}
