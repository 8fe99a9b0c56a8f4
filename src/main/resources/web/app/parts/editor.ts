import type { Diagnostic } from '@codemirror/lint';
import type { EditorView } from '@codemirror/view';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { Element, sheets } from '../lib/element';
import { many } from '../lib/format';
import type { FieldError } from '../lib/problem';

/** The server's word for a text: the fields that break a rule, or one sentence. */
export type Validate = (text: string) => Promise<{ errors: FieldError[]; sentence?: string }>;

const QUIET_MS = 350;

/** An editor for JSON that has it checked while it is written. The library comes when it is shown. */
@customElement('wl-editor')
export class Editor extends Element {
  static override styles = sheets(css`
    :host {
      margin-bottom: 0.8rem;
    }
    .place {
      min-height: 16rem;
    }
    .errors {
      margin: 0.5rem 0 0;
      padding: 0;
      list-style: none;
    }
    .errors button {
      color: var(--bad);
      text-align: left;
    }
    .fine {
      color: var(--good);
      margin: 0.5rem 0 0;
    }
  `);

  @property() label = '';
  @property() text = '';
  @property({ attribute: false }) validate?: Validate;
  @state() private found: readonly Diagnostic[] = [];
  @state() private sentence = '';
  @state() private checked = false;
  @query('.place') private place!: HTMLElement;

  private view?: EditorView;
  private library?: typeof import('./editor-view');
  private timer?: number;
  private turn = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    this.view?.destroy();
    this.view = undefined;
  }

  protected override async firstUpdated(): Promise<void> {
    this.library = await import('./editor-view');
    if (!this.isConnected) {
      return;
    }
    const root = this.renderRoot as ShadowRoot;
    this.view = this.library.editor(this.place, root, this.text, this.label, {
      changed: (text) => this.changed(text),
      save: () => this.dispatchEvent(new CustomEvent('save')),
    });
    void this.check();
  }

  private changed(text: string): void {
    this.text = text;
    this.checked = false;
    this.dispatchEvent(new CustomEvent('changed'));
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.check(), QUIET_MS);
  }

  private async check(): Promise<void> {
    const turn = ++this.turn;
    const view = this.view;
    if (!view || !this.library) {
      return;
    }
    const broken = this.library.syntaxErrors(view);
    if (broken.length > 0 || !this.validate) {
      return this.tell(broken, '');
    }
    const { errors, sentence } = await this.validate(this.text);
    if (turn === this.turn && this.view) {
      this.tell(this.library.placed(view, errors), errors.length === 0 ? (sentence ?? '') : '');
    }
  }

  private tell(found: readonly Diagnostic[], sentence: string): void {
    this.found = found;
    this.sentence = sentence;
    this.checked = true;
    this.library!.show(this.view!, found);
  }

  private goTo({ from, to }: Diagnostic): void {
    this.view?.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true });
    this.view?.focus();
  }

  protected override render(): TemplateResult {
    return html`
      <div class="place"></div>
      <div aria-live="polite">
        ${this.found.length > 0
          ? html`<p class="wrong">${many(this.found.length, 'mistake')}:</p>
              <ul class="errors">
                ${this.found.map(
                  (one) =>
                    html`<li>
                      <button class="plain" @click=${() => this.goTo(one)}>✕ ${one.message}</button>
                    </li>`,
                )}
              </ul>`
          : nothing}
        ${this.sentence ? html`<p class="wrong">✕ ${this.sentence}</p>` : nothing}
        ${this.checked && this.found.length === 0 && !this.sentence
          ? html`<p class="fine">✓ Nothing wrong with it.</p>`
          : nothing}
      </div>
    `;
  }
}
