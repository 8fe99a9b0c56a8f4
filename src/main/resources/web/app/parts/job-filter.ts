import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { Element } from '../lib/element';
import { ACTIVE, ENDED, STATUSES } from '../lib/job';
import { go } from '../lib/router';

const NAMES = ['q', 'status', 'definition', 'label', 'requestedBy', 'createdAfter', 'createdBefore'];
const GONE = ENDED.filter((status) => status !== 'deleted');

/** Which batch jobs a list or a selector is of, as the address says it. */
export function filterOf(query: URLSearchParams): Record<string, string> {
  return Object.fromEntries(
    NAMES.map((name) => [name, query.get(name) ?? ''] as const).filter(([, value]) => value !== ''),
  );
}

/** The filter of the list of batch jobs; it lives in the address. */
@customElement('wl-job-filter')
export class JobFilter extends Element {
  @property({ attribute: false }) query = new URLSearchParams();

  protected override render(): TemplateResult {
    const value = (name: string) => this.query.get(name) ?? '';
    const more = ['definition', 'label', 'requestedBy', 'createdAfter', 'createdBefore'];
    return html`<form class="panel stack" role="search" @submit=${this.submit}>
      <div class="fields">
        <div class="field">
          <label for="q">Definition, number or id</label>
          <input id="q" name="q" type="search" .value=${value('q')} />
        </div>
        <div class="field">
          <label for="status">Status</label>
          <select id="status" name="status">
            ${this.option('', 'Any but deleted')} ${this.option(ACTIVE.join(','), 'Active')}
            ${this.option(GONE.join(','), 'Ended')}
            ${STATUSES.map((status) => this.option(status, status))}
          </select>
        </div>
        <button type="submit" class="primary">Show</button>
        ${Object.keys(filterOf(this.query)).length > 0
          ? html`<a class="button" href="#/batch-jobs">Show all</a>`
          : nothing}
      </div>
      <details ?open=${more.some((name) => value(name) !== '')}>
        <summary>More of a filter</summary>
        <div class="fields">
          ${this.field('definition', 'Definition', 'default/geocode')}
          ${this.field('label', 'Label', 'team=maps')}
          ${this.field('requestedBy', 'Requested by', '')}
          ${this.instant('createdAfter', 'Created from')}
          ${this.instant('createdBefore', 'Created before')}
        </div>
      </details>
    </form>`;
  }

  private option(value: string, text: string): TemplateResult {
    return html`<option value=${value} ?selected=${(this.query.get('status') ?? '') === value}>
      ${text}
    </option>`;
  }

  private field(name: string, text: string, example: string): TemplateResult {
    return html`<div class="field">
      <label for=${name}>${text}</label>
      <input id=${name} name=${name} .value=${this.query.get(name) ?? ''} placeholder=${example} />
    </div>`;
  }

  private instant(name: string, text: string): TemplateResult {
    return html`<div class="field">
      <label for=${name}>${text}</label>
      <input
        id=${name}
        name=${name}
        type="datetime-local"
        .value=${localOf(this.query.get(name))}
      />
    </div>`;
  }

  private submit(event: SubmitEvent): void {
    event.preventDefault();
    const given = new FormData(event.target as HTMLFormElement);
    const query: Record<string, string> = {};
    for (const name of NAMES) {
      const text = String(given.get(name) ?? '').trim();
      query[name] = text && name.startsWith('created') ? new Date(text).toISOString() : text;
    }
    go('/batch-jobs', query);
  }
}

/** An instant as the field wants it: in the viewer's zone, to the minute. */
function localOf(instant: string | null): string {
  if (!instant) {
    return '';
  }
  const date = new Date(instant);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
