import { html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { announce } from '../lib/announce';
import { get, getTagged, send } from '../lib/api';
import { json, time } from '../lib/format';
import { Page } from '../lib/page';
import { Problem } from '../lib/problem';
import { go, href } from '../lib/router';
import { ifMay } from '../lib/session';
import type { Definition, Items, Version } from '../lib/types';
import { ask } from '../parts/dialog';
import type { RunDialog } from '../parts/run-dialog';
import '../parts/diff';
import '../parts/problem';
import '../parts/run-dialog';

/** A definition: as it is, how it came to that, and a run of it. */
@customElement('wl-definition')
export class DefinitionPage extends Page {
  @state() private definition?: Definition;
  @state() private versions: Version[] = [];
  @state() private versionsProblem?: Problem;
  @state() private compared?: { from: number; to: number; before: string; after: string };
  @query('wl-run-dialog') private runDialog!: RunDialog;

  private etag: string | null = null;

  private get reference(): string {
    return `${this.params.namespace}/${this.params.name}`;
  }

  protected override heading(): string {
    return this.reference;
  }

  protected override aside(): TemplateResult | typeof nothing {
    return this.definition
      ? html`${ifMay(
          'operate',
          () =>
            html`<button class="primary" @click=${() => this.runDialog.open()}>Run now…</button>`,
        )}
        ${ifMay(
          'edit',
          () => html`<a class="button" href=${href(`/definitions/${this.reference}/edit`)}>Edit</a>
            <button class="danger" @click=${this.drop}>Delete</button>`,
        )}`
      : nothing;
  }

  protected override async load(signal: AbortSignal): Promise<void> {
    const { body, etag } = await getTagged<Definition>(`/v1/definitions/${this.reference}`);
    this.definition = body;
    this.etag = etag;
    await this.loadVersions(signal);
  }

  private async loadVersions(signal: AbortSignal): Promise<void> {
    try {
      const path = `/v1/definitions/${this.reference}/versions`;
      this.versions = (await get<Items<Version>>(path, { limit: 50 }, signal)).items;
    } catch (cause) {
      this.versionsProblem = Problem.from(cause);
    }
  }

  protected override body(): TemplateResult {
    return html`
      <p class="row">
        <a href=${href('/batch-jobs', { definition: this.reference })}>Its batch jobs</a>
        <span class="quiet">Version ${this.definition!.version}, of ${time(
          this.definition!.updatedTime,
        )}</span>
      </p>
      <section class="panel" aria-labelledby="text">
        <h2 id="text">What runs</h2>
        <pre tabindex="0">${json(this.definition)}</pre>
      </section>
      <section class="panel" aria-labelledby="versions">
        <h2 id="versions">Versions</h2>
        ${this.versionsProblem
          ? html`<wl-problem .problem=${this.versionsProblem} what="Versions"></wl-problem>`
          : this.history()}
      </section>
      <wl-run-dialog .definition=${this.reference}></wl-run-dialog>
    `;
  }

  private history(): TemplateResult {
    if (this.versions.length < 2) {
      return html`<p class="quiet">There is one version so far.</p>`;
    }
    return html`<form class="fields" @submit=${this.compare}>
        ${this.choice('from', 'From', 1)} ${this.choice('to', 'To', 0)}
        <button type="submit">Compare</button>
      </form>
      ${this.compared
        ? html`<h3>Version ${this.compared.from} to ${this.compared.to}</h3>
            <wl-diff .older=${this.compared.before} .newer=${this.compared.after}></wl-diff>`
        : nothing}`;
  }

  private choice(name: string, text: string, chosen: number): TemplateResult {
    return html`<div class="field">
      <label for=${name}>${text}</label>
      <select id=${name} name=${name}>
        ${this.versions.map(
          (version, i) =>
            html`<option value=${version.version} ?selected=${i === chosen}>
              ${version.version}, ${new Date(version.time).toLocaleString()}
            </option>`,
        )}
      </select>
    </div>`;
  }

  private async compare(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const given = new FormData(event.target as HTMLFormElement);
    const [from, to] = [Number(given.get('from')), Number(given.get('to'))];
    try {
      const [before, after] = await Promise.all([this.version(from), this.version(to)]);
      this.compared = { from, to, before, after };
    } catch (cause) {
      this.versionsProblem = Problem.from(cause);
    }
  }

  /** Without what differs in any case. */
  private async version(version: number): Promise<string> {
    const path = `/v1/definitions/${this.reference}/versions/${version}`;
    const { version: _, createdTime, updatedTime, ...rest } = await get<Definition>(path);
    return json(rest);
  }

  private readonly drop = async (): Promise<void> => {
    const sure = await ask({
      heading: `Delete ${this.reference}?`,
      text: 'Batch jobs that run go on with what they were started with. Schedules of it will skip.',
      confirm: 'Delete',
      danger: true,
    });
    if (!sure) {
      return;
    }
    try {
      const known = this.etag ? { 'If-Match': this.etag } : undefined;
      await send('DELETE', `/v1/definitions/${this.reference}`, undefined, known);
      announce(`${this.reference} is deleted.`);
      go('/definitions');
    } catch (cause) {
      announce(Problem.from(cause).message, true);
    }
  };
}
