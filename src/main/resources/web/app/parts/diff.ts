import { css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { diff, type Line } from '../lib/diff';
import { Element, sheets } from '../lib/element';
import { many } from '../lib/format';

const SIGN = { same: ' ', gone: '−', new: '+' };
const WORD = { same: '', gone: 'removed: ', new: 'added: ' };

/** Two texts, line by line: what is gone and what is new. */
@customElement('wl-diff')
export class Diff extends Element {
  static override styles = sheets(css`
    .lines {
      font: 12.5px/1.5 var(--mono);
      overflow: auto;
      max-height: 32rem;
      background: var(--raised);
      border-radius: 4px;
      padding: 0.5rem 0;
    }
    .line {
      display: grid;
      grid-template-columns: 3rem 3rem 1.2rem 1fr;
      white-space: pre-wrap;
      overflow-wrap: anywhere;
      padding-right: 0.6rem;
    }
    .line > span:nth-child(-n + 2) {
      color: var(--quiet);
      text-align: right;
      padding-right: 0.6rem;
    }
    .gone {
      background: color-mix(in srgb, var(--bad) 12%, transparent);
    }
    .new {
      background: color-mix(in srgb, var(--good) 12%, transparent);
    }
  `);

  @property() older = '';
  @property() newer = '';

  protected override render(): TemplateResult {
    const lines = diff(this.older, this.newer);
    const gone = lines.filter((line) => line.kind === 'gone').length;
    const added = lines.filter((line) => line.kind === 'new').length;
    return html`<p role="status">
        ${gone + added === 0
          ? 'They are the same.'
          : `${many(added, 'line')} added, ${many(gone, 'line')} removed.`}
      </p>
      <div class="lines" tabindex="0" role="region" aria-label="The difference">
        ${lines.map((line) => this.line(line))}
      </div>`;
  }

  private line(line: Line): TemplateResult {
    return html`<div class="line ${line.kind}">
      <span>${line.before ?? ''}</span><span>${line.after ?? ''}</span
      ><span aria-hidden="true">${SIGN[line.kind]}</span
      ><span><span class="unseen">${WORD[line.kind]}</span>${line.text}</span>
    </div>`;
  }
}
