import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { announce } from '../lib/announce';
import { get, remember, send } from '../lib/api';
import { bytes, json, time } from '../lib/format';
import { Page } from '../lib/page';
import { Problem } from '../lib/problem';
import { href } from '../lib/router';
import { may } from '../lib/session';
import type { Bytes, LetterInFull } from '../lib/types';
import { ask } from '../parts/dialog';
import '../parts/status';

/** A dead letter in full. */
@customElement('wl-letter')
export class LetterPage extends Page {
  @state() private letter?: LetterInFull;

  protected override heading(): string {
    return `Dead letter ${this.params.id}`;
  }

  protected override aside(): TemplateResult | typeof nothing {
    const letter = this.letter;
    if (!letter || !may('operate')) {
      return nothing;
    }
    const not = letter.notRedrivable;
    return html`<button
      class=${not ? '' : 'primary'}
      aria-disabled=${not ? 'true' : nothing}
      title=${not ?? nothing}
      @click=${() => (not ? announce(not, true) : this.redrive(letter))}
    >
      ${letter.redrive ? 'Send once more' : 'Send again'}
    </button>`;
  }

  protected override async load(signal: AbortSignal): Promise<void> {
    this.letter = await get<LetterInFull>(`/v1/dead-letters/${this.params.id}`, {}, signal);
  }

  protected override body(): TemplateResult {
    const letter = this.letter!;
    return html`
      <section class="panel">
        <dl class="facts">
          <dt>State</dt>
          <dd>
            <wl-status .status=${letter.state}></wl-status>
            ${letter.redrive
              ? html`${letter.redrive.times === 1 ? 'once' : `${letter.redrive.times} times, last`},
                ${time(letter.redrive.time)} by ${letter.redrive.by}`
              : nothing}
          </dd>
          <dt>Reason</dt>
          <dd>${letter.reason}</dd>
          <dt>Where it stood</dt>
          <dd><code>${letter.topic}-${letter.partition}@${letter.offset}</code></dd>
          <dt>Put aside</dt>
          <dd>${time(letter.time)} by ${letter.role}</dd>
          <dt>Key</dt>
          <dd><code>${shown(letter.key)}</code></dd>
          <dt>Size</dt>
          <dd>
            ${bytes(letter.size)}${letter.truncated ? ', of which the beginning was kept' : ''}
          </dd>
          ${letter.notRedrivable
            ? html`<dt>Sending it again</dt>
                <dd>${letter.notRedrivable}</dd>`
            : nothing}
          ${letter.parkedAgainAs
            ? html`<dt>Became</dt>
                <dd>
                  <a href=${href(`/dead-letters/${letter.parkedAgainAs}`)}>${letter.parkedAgainAs}</a>
                </dd>`
            : nothing}
        </dl>
      </section>
      ${letter.headers && letter.headers.length > 0
        ? html`<section class="panel" aria-labelledby="headers">
            <h2 id="headers">Headers</h2>
            <dl class="facts">
              ${letter.headers.map(
                (header) =>
                  html`<dt>${header.name}</dt>
                    <dd><code>${shown(header.value ?? undefined)}</code></dd>`,
              )}
            </dl>
          </section>`
        : nothing}
      <section class="panel" aria-labelledby="value">
        <h2 id="value">Value</h2>
        ${this.value(letter)}
      </section>
    `;
  }

  private value({ value }: LetterInFull): TemplateResult {
    if (!value) {
      return html`<p class="quiet">It has none.</p>`;
    }
    const text = value.json !== undefined ? json(value.json) : value.text;
    return text === undefined
      ? html`<p class="quiet">No text; in base64:</p>
          <pre tabindex="0">${value.base64}</pre>`
      : html`<pre tabindex="0">${text}</pre>`;
  }

  private async redrive(letter: LetterInFull): Promise<void> {
    const again = letter.redrive !== undefined;
    const sure = await ask({
      heading: again ? 'Send this record once more?' : 'Send this record again?',
      text: 'As it was and to where it stood. If its reason still holds, it comes back here.',
      confirm: 'Send again',
    });
    if (!sure) {
      return;
    }
    try {
      const path = `/v1/dead-letters/${letter.id}/redrive${again ? '?again=true' : ''}`;
      const { body } = await send<{ token?: string }>('POST', path);
      remember(body.token);
      announce('It is sent again.');
      await this.reload();
    } catch (cause) {
      announce(Problem.from(cause).message, true);
    }
  }
}

const shown = (value: Bytes | undefined): string =>
  value ? `${value.text ?? value.base64 ?? ''}${value.cut ? '…' : ''}` : 'none';
