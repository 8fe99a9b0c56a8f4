import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { Element } from '../lib/element';
import { place } from '../lib/router';

/** Keyset paging: onwards by the cursor, back by the browser, and to the first page. */
@customElement('wl-pager')
export class Pager extends Element {
  @property() next?: string | null;

  protected override render(): TemplateResult | typeof nothing {
    const { path, query } = place();
    const first = query.has('cursor');
    if (!first && !this.next) {
      return nothing;
    }
    return html`<nav class="row" aria-label="Pages">
      ${first ? html`<a class="button" href=${withAll(path, query, null)}>First page</a>` : nothing}
      ${this.next
        ? html`<a class="button" href=${withAll(path, query, this.next)}>Next page</a>`
        : html`<span class="quiet">That was the last page.</span>`}
    </nav>`;
  }
}

function withAll(path: string, query: URLSearchParams, cursor: string | null): string {
  const next = new URLSearchParams(query);
  next.delete('cursor');
  if (cursor) {
    next.set('cursor', cursor);
  }
  const text = next.toString();
  return `#${path}${text ? `?${text}` : ''}`;
}
