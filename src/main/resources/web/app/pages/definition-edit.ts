import { html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { announce } from '../lib/announce';
import { getTagged, send } from '../lib/api';
import { definitionIn } from '../lib/examples';
import { json } from '../lib/format';
import { Page } from '../lib/page';
import { Problem } from '../lib/problem';
import { go, href } from '../lib/router';
import { home } from '../lib/session';
import type { Definition } from '../lib/types';
import type { Editor } from '../parts/editor';
import '../parts/editor';
import '../parts/problem';

/** Writes a definition; what is wrong with it is told on the way. */
@customElement('wl-definition-edit')
export class DefinitionEdit extends Page {
  @state() private text = definitionIn(home());
  @state() private refused?: Problem;
  @state() private busy = false;
  @query('wl-editor') private editor!: Editor;

  private etag: string | null = null;

  private get reference(): string | null {
    return this.params.name ? `${this.params.namespace}/${this.params.name}` : null;
  }

  protected override heading(): string {
    return this.reference ? `Edit ${this.reference}` : 'New definition';
  }

  protected override async load(): Promise<void> {
    if (!this.reference) {
      return;
    }
    const { body, etag } = await getTagged<Definition>(`/v1/definitions/${this.reference}`);
    const { version, createdTime, updatedTime, ...rest } = body;
    this.etag = etag;
    this.text = json(rest);
  }

  protected override body(): TemplateResult {
    return html`
      <p class="quiet">
        What to run for each sub-job.
        <a href="/q/swagger-ui/" target="_blank">Its fields</a> are described with the API.
      </p>
      <wl-editor
        label="Definition as JSON"
        .text=${this.text}
        .validate=${this.validate}
        @save=${this.save}
        @changed=${() => (this.refused = undefined)}
      ></wl-editor>
      ${this.refused
        ? html`<wl-problem .problem=${this.refused} what="Not stored"></wl-problem>`
        : nothing}
      <p class="row">
        <button class="primary" aria-disabled=${String(this.busy)} @click=${this.save}>Save</button>
        <a
          class="button"
          href=${this.reference ? href(`/definitions/${this.reference}`) : '#/definitions'}
          >Leave it</a
        >
      </p>
    `;
  }

  private store<T>(text: string, query: string) {
    const known: Record<string, string> = this.etag ? { 'If-Match': this.etag } : {};
    return this.reference
      ? send<T>('PUT', `/v1/definitions/${this.reference}${query}`, text, known)
      : send<T>('POST', `/v1/definitions${query}`, text);
  }

  private readonly validate = async (text: string) => {
    try {
      await this.store(text, '?dryRun=true');
      return { errors: [] };
    } catch (cause) {
      const problem = Problem.from(cause);
      return { errors: problem.errors, sentence: problem.message };
    }
  };

  private readonly save = async (): Promise<void> => {
    if (this.busy) {
      return;
    }
    this.busy = true;
    try {
      const { body } = await this.store<Definition>(this.editor.text, '');
      announce(`${body.namespace}/${body.name} is stored as version ${body.version}.`);
      go(`/definitions/${body.namespace}/${body.name}`);
    } catch (cause) {
      this.refused = Problem.from(cause);
    } finally {
      this.busy = false;
    }
  };
}
