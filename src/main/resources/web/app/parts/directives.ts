import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { announce } from '../lib/announce';
import { direct, type Asked } from '../lib/directives';
import { Element, sheets } from '../lib/element';
import type { BatchJob, Possible } from '../lib/types';
import { ask, type Dialog } from './dialog';

interface Choice {
  directive: string;
  only?: string;
  name: string;
}

const CHOICES: Choice[] = [
  { directive: 'start', name: 'Start' },
  { directive: 'start', only: 'failed', name: 'Run again what failed' },
  { directive: 'pause', name: 'Pause' },
  { directive: 'unpause', name: 'Unpause' },
  { directive: 'stop', name: 'Stop' },
  { directive: 'delete', name: 'Delete' },
];

/** What can be asked of a batch job: what is not possible now says why. */
@customElement('wl-directives')
export class Directives extends Element {
  static override styles = sheets(css`
    .why {
      font-size: 0.9rem;
      color: var(--quiet);
      margin: 0.4rem 0 0;
    }
    .why:empty {
      display: none;
    }
    .stack .field {
      margin: 0.3rem 0 0 1.7rem;
    }
    .stack .field input {
      width: 12rem;
    }
  `);

  @property({ attribute: false }) job!: BatchJob;
  @state() private explained = '';
  @state() private busy = false;
  @state() private reset = true;
  @query('#stop') private stopping!: Dialog;
  @query('#options') private options!: Dialog;

  protected override render(): TemplateResult {
    return html`
      <div class="row" role="group" aria-label="Directives">
        ${CHOICES.map((choice) => this.button(choice))}
        <button @click=${() => this.options.open()}>With options…</button>
      </div>
      <p class="why" role="status">${this.explained}</p>
      ${this.stopDialog()}${this.optionsDialog()}
    `;
  }

  private possible({ directive, only }: Choice): Possible {
    const known = this.job.directives?.find((p) => p.directive === directive && p.only === only);
    return known ?? { directive, only, possible: true };
  }

  private button(choice: Choice): TemplateResult {
    const { possible, reason } = this.possible(choice);
    const danger = choice.directive === 'stop' || choice.directive === 'delete';
    return html`<button
      class=${danger ? 'danger' : ''}
      aria-disabled=${possible ? nothing : 'true'}
      title=${possible ? nothing : (reason ?? 'Not possible now.')}
      @click=${() => (possible ? this.choose(choice) : this.explain(choice, reason))}
    >
      ${this.again(choice) ? 'Start again' : choice.name}${possible
        ? nothing
        : html`<span class="unseen">: not possible. ${reason}</span>`}
    </button>`;
  }

  private again({ directive, only }: Choice): boolean {
    return directive === 'start' && !only && this.job.epoch > 0;
  }

  private explain(choice: Choice, reason = 'Not possible now.'): void {
    this.explained = `${choice.name}: ${reason}`;
  }

  private async choose(choice: Choice): Promise<void> {
    this.explained = '';
    if (choice.directive === 'stop') {
      this.reset = true;
      return this.stopping.open();
    }
    if (this.again(choice) && !(await this.sureToStartAgain())) {
      return;
    }
    if (choice.directive === 'delete' && !(await this.sureToDelete())) {
      return;
    }
    await this.send({ directive: choice.directive, only: choice.only });
  }

  private sureToStartAgain(): Promise<boolean> {
    return ask({
      heading: 'Start it again from the beginning?',
      text: 'All sub-jobs run anew; counts and results of the last start are forgotten. What runs now is let go first.',
      confirm: 'Start again',
      danger: true,
    });
  }

  private sureToDelete(): Promise<boolean> {
    return ask({
      heading: `Delete this batch job of ${this.job.definition}?`,
      text: 'If it is active, it is stopped first. Its sub-jobs, failures and results can no longer be read.',
      confirm: 'Delete',
      danger: true,
    });
  }

  private stopDialog(): TemplateResult {
    return html`<wl-dialog
      id="stop"
      heading="Stop this batch job?"
      confirm="Stop"
      danger
      @confirmed=${this.stop}
    >
      <p>Operations that run are interrupted.</p>
      <label class="check">
        <input
          type="checkbox"
          .checked=${!this.reset}
          @change=${(e: Event) => (this.reset = !(e.target as HTMLInputElement).checked)}
        />
        Keep counts and results of what has ended
      </label>
    </wl-dialog>`;
  }

  private async stop(): Promise<void> {
    this.stopping.close();
    await this.send({ directive: 'stop', reset: this.reset });
  }

  private optionsDialog(): TemplateResult {
    return html`<wl-dialog
      id="options"
      heading="A directive with options"
      confirm="Send"
      ?busy=${this.busy}
      @confirmed=${this.sendWithOptions}
    >
      <fieldset class="stack">
        <legend class="unseen">Directive</legend>
        <div>
          <label class="check"
            ><input type="radio" name="kind" value="pause" checked /> Pause until</label
          >
          <input id="until" type="datetime-local" step="1" aria-label="Pause until (your time)" />
        </div>
        <div>
          <label class="check"><input type="radio" name="kind" value="unpause" /> Unpause</label>
          ${this.pace('unpause')}
          <div class="field">
            <label for="ramp">coming up over so many seconds</label>
            <input id="ramp" type="number" min="0" max="86400" />
          </div>
        </div>
        <div>
          <label class="check"
            ><input type="radio" name="kind" value="start" /> Start from the beginning</label
          >
          ${this.pace('start')}
        </div>
      </fieldset>
    </wl-dialog>`;
  }

  private pace(kind: string): TemplateResult {
    return html`<div class="field">
      <label for="pace-${kind}">with jobsPerSecond (empty: no limit)</label>
      <input id="pace-${kind}" type="number" min="0" max="1000000" step="any" />
    </div>`;
  }

  private async sendWithOptions(): Promise<void> {
    const value = (id: string) =>
      this.renderRoot.querySelector<HTMLInputElement>(`#${id}`)!.value.trim();
    const kind = this.renderRoot.querySelector<HTMLInputElement>('input[name=kind]:checked')!.value;
    const asked: Asked = { directive: kind };
    if (kind === 'pause') {
      asked.until = value('until') ? new Date(value('until')).toISOString() : undefined;
    } else {
      asked.jobsPerSecond = value(`pace-${kind}`) ? Number(value(`pace-${kind}`)) : undefined;
    }
    if (kind === 'unpause' && value('ramp')) {
      asked.ramp = `PT${Number(value('ramp'))}S`;
    }
    this.options.close();
    if (kind === 'start' && this.job.epoch > 0 && !(await this.sureToStartAgain())) {
      return;
    }
    await this.send(asked);
  }

  private async send(asked: Asked): Promise<void> {
    if (this.busy) {
      return announce('The last directive is still under way.', true);
    }
    this.busy = true;
    try {
      await direct(this.job.id, asked);
    } finally {
      this.busy = false;
      this.dispatchEvent(new CustomEvent('directed'));
    }
  }
}
