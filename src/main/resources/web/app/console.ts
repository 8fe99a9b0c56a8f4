import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { watch, type State } from './lib/connection';
import { Element, sheets } from './lib/element';
import { clockTime, number } from './lib/format';
import type { Page } from './lib/page';
import { match, place, type Place, type Route } from './lib/router';
import { end, may, refusal, type Session } from './lib/session';
import { watchStatistics } from './lib/statistics';
import { applyTheme, nextTheme, theme, type Theme } from './lib/theme';
import { routes } from './routes';
import './parts/notices';

const AREAS = [
  ['/', 'Now'],
  ['/batch-jobs', 'Batch jobs'],
  ['/definitions', 'Definitions'],
  ['/schedules', 'Schedules'],
  ['/workers', 'Workers'],
  ['/dead-letters', 'Dead letters'],
] as const;

/** The first page of those who may not see the first. */
const FIRST_OF_SOME = '/batch-jobs';

const here = (): Place => {
  const now = place();
  return now.path === '/' && !may('see-all') ? { ...now, path: FIRST_OF_SOME } : now;
};

const pageOf = (path: string): Route | undefined =>
  routes.find((route) => match(route.pattern, path));

const isFor = (page: Route | undefined): boolean => !page?.right || may(page.right);

/** The frame of all pages: navigation, whether it is live, and what came of what was done. */
@customElement('wl-console')
export class Console extends Element {
  static override styles = sheets(css`
    .skip {
      position: absolute;
      left: -100rem;
    }
    .skip:focus {
      left: 0.5rem;
      top: 0.5rem;
      z-index: 3;
    }
    header {
      background: var(--panel);
      border-bottom: 1px solid var(--line);
      padding: 0.4rem 1rem;
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.3rem 1.2rem;
    }
    .brand {
      display: inline-flex;
      align-items: center;
      gap: 0.45rem;
      color: inherit;
      text-decoration: none;
      font-weight: 700;
    }
    .brand img {
      width: 1.4rem;
      height: 1.4rem;
    }
    nav {
      flex: 1 1 20rem;
    }
    nav ul {
      display: flex;
      flex-wrap: wrap;
      gap: 0 0.2rem;
      list-style: none;
      margin: 0;
      padding: 0;
    }
    nav a {
      display: block;
      padding: 0.3rem 0.55rem;
      border-radius: 4px;
      color: var(--text);
      text-decoration: none;
    }
    nav a:hover {
      background: var(--raised);
    }
    nav a[aria-current='page'] {
      background: var(--raised);
      font-weight: 600;
      box-shadow: inset 0 -2px var(--accent);
    }
    .count {
      color: var(--bad);
      font-weight: 600;
    }
    .live {
      display: inline-flex;
      align-items: center;
      gap: 0.4rem;
      font-size: 0.9rem;
      color: var(--quiet);
    }
    .live::before {
      content: '';
      width: 0.6rem;
      height: 0.6rem;
      border-radius: 50%;
      border: 2px solid currentColor;
    }
    .live.live-on::before {
      background: var(--good);
      border-color: var(--good);
    }
    .lost {
      background: var(--panel);
      border: 2px solid var(--bad);
      border-radius: 6px;
      padding: 0.5rem 0.8rem;
      margin-bottom: 0.9rem;
    }
    @media (max-width: 46rem) {
      header {
        justify-content: space-between;
      }
      nav {
        order: 1;
        flex-basis: 100%;
      }
    }
    main {
      max-width: 88rem;
      margin: 0 auto;
      padding: 0.9rem 1rem 4rem;
    }
  `);

  @property({ attribute: false }) session!: Session;
  @state() private place: Place = here();
  @state() private connection: State = 'connecting';
  @state() private since = new Date();
  @state() private parked = 0;
  @state() private theme: Theme = theme();
  @query('main') private main!: HTMLElement;

  override connectedCallback(): void {
    super.connectedCallback();
    applyTheme();
    window.addEventListener('hashchange', this.moved);
    this.untilGone(() => window.removeEventListener('hashchange', this.moved));
    this.untilGone(watch(({ state, since }) => this.connected(state, since)));
    this.untilGone(watchStatistics(({ deadLetters }) => (this.parked = deadLetters.parked)));
  }

  protected override render(): TemplateResult {
    const found = pageOf(this.place.path);
    return html`
      <a class="skip button" href="#main" @click=${this.skip}>Skip to the page</a>
      <header>
        <a class="brand" href="#${may('see-all') ? '/' : FIRST_OF_SOME}"><img src="/static/windlass.svg" alt="" />Windlass</a>
        <nav aria-label="Areas">
          <ul>
            ${AREAS.filter(([path]) => isFor(pageOf(path))).map(([path, name]) =>
              this.entry(path, name, found?.area === path),
            )}
          </ul>
        </nav>
        <span class="live ${this.connection === 'live' ? 'live-on' : ''}" role="status">
          ${{ live: 'Live', connecting: 'Connecting…', lost: 'Disconnected' }[this.connection]}
        </span>
        ${this.session.secured
          ? html`<span class="who" title=${`${this.session.role}, ${this.session.namespaces.join(', ')}`}
                >${this.session.name}</span
              ><button class="plain" @click=${() => end()}>Log out</button>`
          : nothing}
        <button class="plain" @click=${() => (this.theme = nextTheme())}>
          Theme: ${this.theme}
        </button>
      </header>
      <main id="main" tabindex="-1">
        ${this.connection === 'lost'
          ? html`<div class="lost" role="alert">
              <strong>Disconnected since ${clockTime(this.since)}.</strong>
              What is shown may be old. Trying to connect again…
            </div>`
          : nothing}
        ${this.page(found)}
      </main>
      <wl-notices></wl-notices>
    `;
  }

  private page(found: Route | undefined): unknown {
    if (!found) {
      return html`<h1 tabindex="-1">There is no such page</h1>
        <p><a href="#${FIRST_OF_SOME}">Batch jobs</a></p>`;
    }
    if (!isFor(found)) {
      return html`<h1 tabindex="-1">This page is not for you</h1>
        <p>${refusal(found.right!)}</p>`;
    }
    const { path, query } = this.place;
    return keyed(path, found.render(match(found.pattern, path)!, query));
  }

  private entry(path: string, name: string, current: boolean): TemplateResult {
    const parked = path === '/dead-letters' && this.parked > 0;
    return html`<li>
      <a href="#${path}" aria-current=${current ? 'page' : nothing}
        >${name}${parked
          ? html` <span class="count">${number(this.parked)}</span
              ><span class="unseen"> parked</span>`
          : nothing}</a
      >
    </li>`;
  }

  private readonly moved = (): void => {
    const before = this.place.path;
    this.place = here();
    if (this.place.path !== before) {
      void this.arrive();
    }
  };

  /** Who follows a link by keyboard or by ear is taken to the new page's heading. */
  private async arrive(): Promise<void> {
    await this.updateComplete;
    window.scrollTo(0, 0);
    const page = this.main.querySelector('[data-page]') as Page | null;
    await page?.updateComplete;
    page ? page.focusHeading() : this.main.querySelector('h1')?.focus();
  }

  private skip(event: Event): void {
    event.preventDefault();
    this.main.focus();
  }

  private connected(state: State, since: Date): void {
    this.connection = state;
    this.since = since;
  }
}
