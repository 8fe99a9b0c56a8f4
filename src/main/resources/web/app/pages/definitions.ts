import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { get, PAGE } from '../lib/api';
import { time } from '../lib/format';
import { Page } from '../lib/page';
import { go, href } from '../lib/router';
import { ifMay } from '../lib/session';
import type { Definition, Items } from '../lib/types';
import { namespaceField } from '../parts/namespace';
import '../parts/empty';
import '../parts/pager';

/** What can be run. */
@customElement('wl-definitions')
export class Definitions extends Page {
  @state() private items: Definition[] = [];
  @state() private next?: string | null;

  protected override heading(): string {
    return 'Definitions';
  }

  protected override aside(): TemplateResult | typeof nothing {
    return ifMay(
      'edit',
      () => html`<a class="button primary" href="#/new-definition">New definition</a>`,
    );
  }

  protected override async load(signal: AbortSignal): Promise<void> {
    const asked = {
      namespace: this.query.get('namespace'),
      q: this.query.get('q'),
      cursor: this.query.get('cursor'),
      limit: PAGE,
    };
    const found = await get<Items<Definition>>('/v1/definitions', asked, signal);
    this.items = found.items;
    this.next = found.nextCursor;
  }

  protected override body(): TemplateResult {
    return html`
      <form class="panel fields" role="search" @submit=${this.search}>
        <div class="field">
          <label for="q">Name</label>
          <input id="q" type="search" name="q" .value=${this.query.get('q') ?? ''} />
        </div>
        ${namespaceField(this.query.get('namespace') ?? '', true)}
        <button type="submit" class="primary">Show</button>
      </form>
      ${this.items.length > 0 ? this.table() : this.empty()}
      <wl-pager .next=${this.next}></wl-pager>
    `;
  }

  private search(event: SubmitEvent): void {
    event.preventDefault();
    const given = new FormData(event.target as HTMLFormElement);
    go('/definitions', {
      q: String(given.get('q')).trim(),
      namespace: String(given.get('namespace')).trim(),
    });
  }

  private empty(): TemplateResult {
    return [...this.query].length > 0
      ? html`<wl-empty heading="No definition fits">
          <a href="#/definitions">Show all</a>.
        </wl-empty>`
      : html`<wl-empty heading="There are no definitions yet">
          A definition says what to run for each sub-job.
          ${ifMay(
            'edit',
            () =>
              html`<a href="#/new-definition">Write the first one</a>: an example is there to be
                changed.`,
          )}
        </wl-empty>`;
  }

  private table(): TemplateResult {
    return html`<div class="scroll" tabindex="0" role="region" aria-label="Definitions">
      <table>
        <thead>
          <tr>
            <th scope="col">Definition</th>
            <th scope="col">Handler</th>
            <th scope="col" class="wide">Description</th>
            <th scope="col" class="number">Version</th>
            <th scope="col" class="wide">Changed</th>
          </tr>
        </thead>
        <tbody>
          ${this.items.map(
            (one) => html`<tr>
              <th scope="row">
                <a href=${href(`/definitions/${one.namespace}/${one.name}`)}
                  >${one.namespace}/${one.name}</a
                >
              </th>
              <td>${one.handler}</td>
              <td class="wide">${one.description ?? ''}</td>
              <td class="number">${one.version}</td>
              <td class="wide nowrap">${time(one.updatedTime)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}
