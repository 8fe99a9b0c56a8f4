import { css, html, render, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { Element, sheets } from '../lib/element';

/** A modal dialog; the buttons are its own, the rest is given. */
@customElement('wl-dialog')
export class Dialog extends Element {
  static override styles = sheets(css`
    dialog {
      border: 1px solid var(--edge);
      border-radius: 8px;
      background: var(--panel);
      color: var(--text);
      padding: 1rem 1.1rem;
      width: min(34rem, calc(100vw - 2rem));
      max-height: calc(100vh - 3rem);
      overflow: auto;
    }
    dialog::backdrop {
      background: rgb(0 0 0 / 45%);
    }
    h2 {
      margin-bottom: 0.6rem;
    }
    .buttons {
      justify-content: flex-end;
      margin-top: 1rem;
    }
  `);

  @property() heading = '';
  @property() confirm = 'OK';
  @property({ type: Boolean }) danger = false;
  @property({ type: Boolean }) busy = false;
  @query('dialog') private dialog!: HTMLDialogElement;

  async open(): Promise<void> {
    await this.updateComplete;
    if (!this.dialog.open) {
      this.dialog.showModal();
    }
  }

  close(): void {
    this.dialog.close();
  }

  protected override render(): TemplateResult {
    return html`<dialog aria-labelledby="heading" @close=${() => this.tell('closed')}>
      <form @submit=${this.submit}>
        <h2 id="heading">${this.heading}</h2>
        <slot></slot>
        <div class="row buttons">
          <button type="button" @click=${this.close}>Cancel</button>
          <button
            type="submit"
            class=${this.danger ? 'danger' : 'primary'}
            aria-disabled=${String(this.busy)}
          >
            ${this.confirm}
          </button>
        </div>
      </form>
    </dialog>`;
  }

  private submit(event: Event): void {
    event.preventDefault();
    if (!this.busy) {
      this.tell('confirmed');
    }
  }

  private tell(name: string): void {
    this.dispatchEvent(new CustomEvent(name));
  }
}

export interface Question {
  heading: string;
  text: string | TemplateResult;
  confirm: string;
  danger?: boolean;
}

/** Asks, and gives the focus back to where it was. */
export function ask(question: Question): Promise<boolean> {
  const dialog = document.createElement('wl-dialog') as Dialog;
  Object.assign(dialog, { ...question, text: undefined, danger: question.danger ?? false });
  render(html`<p>${question.text}</p>`, dialog);
  document.body.append(dialog);
  void dialog.open();
  return new Promise((resolve) => {
    let answer = false;
    dialog.addEventListener('confirmed', () => {
      answer = true;
      dialog.close();
    });
    dialog.addEventListener('closed', () => {
      dialog.remove();
      resolve(answer);
    });
  });
}
