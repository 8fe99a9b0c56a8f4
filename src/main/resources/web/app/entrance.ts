import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { STRANGER } from './lib/api';
import { Element, sheets } from './lib/element';
import { Problem } from './lib/problem';
import { begin, readSession, type Session } from './lib/session';
import './console';
import './parts/problem';

/** Who is known goes on to the console; who is not logs in. */
@customElement('wl-entrance')
export class Entrance extends Element {
  static override styles = sheets(css`
    main {
      max-width: 24rem;
      margin: 12vh auto 0;
      padding: 1.4rem;
      border: 1px solid var(--line);
      border-radius: 8px;
      background: var(--panel);
    }
    h1 {
      display: flex;
      align-items: center;
      gap: 0.5rem;
    }
    h1 img {
      width: 1.8rem;
      height: 1.8rem;
    }
    form,
    .field {
      margin-top: 0.9rem;
    }
    input {
      width: 100%;
    }
  `);

  @state() private session?: Session;
  @state() private problem?: Problem;
  @state() private busy = false;

  override connectedCallback(): void {
    super.connectedCallback();
    const look = (): void => void this.look();
    window.addEventListener(STRANGER, look);
    this.untilGone(() => window.removeEventListener(STRANGER, look));
    look();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.session) {
      return this.problem ? html`<wl-problem .problem=${this.problem}></wl-problem>` : nothing;
    }
    if (this.session.name !== null) {
      return html`<wl-console .session=${this.session}></wl-console>`;
    }
    return html`<main>
      <h1><img src="/static/windlass.svg" alt="" />Windlass</h1>
      ${this.problem
        ? html`<wl-problem what="Not logged in" .problem=${this.problem}></wl-problem>`
        : nothing}
      ${this.session.login
        ? html`<p><a class="button primary" href=${this.session.login}>Log in</a></p>`
        : nothing}
      <form @submit=${this.submit}>
        <label class="field">
          Key
          <input name="key" type="password" autocomplete="current-password" required />
        </label>
        <p class="quiet">An administrator makes keys: <code>windlass api-keys create</code>.</p>
        <button class=${this.session.login ? '' : 'primary'} aria-disabled=${String(this.busy)}>
          ${this.busy ? 'Logging in…' : 'Log in with a key'}
        </button>
      </form>
    </main>`;
  }

  private async look(): Promise<void> {
    try {
      this.session = await readSession();
    } catch (cause) {
      this.problem = Problem.from(cause);
    }
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    this.busy = true;
    try {
      await begin(String(new FormData(form).get('key')).trim());
      this.problem = undefined;
      await this.look();
    } catch (cause) {
      this.problem = Problem.from(cause);
    } finally {
      this.busy = false;
    }
  }
}
