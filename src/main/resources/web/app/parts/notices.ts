import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { onNotice, type Notice } from '../lib/announce';
import { Element, sheets } from '../lib/element';

const SHOWN_MS = 12_000;
const MOST = 4;

/** What came of what was done: in a corner for a while, and read out. */
@customElement('wl-notices')
export class Notices extends Element {
  static override styles = sheets(css`
    :host {
      position: fixed;
      right: 1rem;
      bottom: 1rem;
      z-index: 2;
      width: min(26rem, calc(100vw - 2rem));
    }
    .notice {
      background: var(--panel);
      border: 1px solid var(--edge);
      border-left: 4px solid var(--good);
      border-radius: 4px;
      box-shadow: 0 3px 14px rgb(0 0 0 / 22%);
      padding: 0.4rem 0.4rem 0.4rem 0.8rem;
      margin-top: 0.5rem;
      overflow-wrap: anywhere;
      flex-wrap: nowrap;
    }
    .notice.is-bad {
      border-left-color: var(--bad);
    }
  `);

  @state() private notices: Notice[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    this.untilGone(onNotice((notice) => this.show(notice)));
  }

  protected override render(): TemplateResult {
    return html`<div role="log" aria-label="What came of it">
      ${this.notices.map(
        (notice) =>
          html`<div class="notice row apart ${notice.bad ? 'is-bad' : ''}">
            <span>${notice.bad ? html`<strong>Not done. </strong>` : nothing}${notice.text}</span>
            <button
              class="plain"
              aria-label="Close: ${notice.text}"
              @click=${() => this.drop(notice)}
            >
              ✕
            </button>
          </div>`,
      )}
    </div>`;
  }

  private show(notice: Notice): void {
    this.notices = [...this.notices.slice(1 - MOST), notice];
    window.setTimeout(() => this.drop(notice), SHOWN_MS);
  }

  private drop(notice: Notice): void {
    this.notices = this.notices.filter((other) => other !== notice);
  }
}
