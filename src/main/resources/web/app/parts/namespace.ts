import { html, type TemplateResult } from 'lit';
import { reached } from '../lib/session';

/** Which namespace a list is of; who reaches some only chooses among them. */
export function namespaceField(value: string, any = false): TemplateResult {
  const names = reached();
  return html`<div class="field">
    <label for="namespace">Namespace</label>
    ${names === null
      ? html`<input id="namespace" name="namespace" .value=${value} />`
      : html`<select id="namespace" name="namespace">
          ${any ? html`<option value="">any</option>` : ''}
          ${names.map((name) => html`<option ?selected=${name === value}>${name}</option>`)}
        </select>`}
  </div>`;
}
