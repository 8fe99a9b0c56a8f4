import { html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { announce } from '../lib/announce';
import { getTagged, send } from '../lib/api';
import { scheduleIn } from '../lib/examples';
import { json } from '../lib/format';
import { Page } from '../lib/page';
import { Problem } from '../lib/problem';
import { go, href } from '../lib/router';
import { home } from '../lib/session';
import type { Schedule } from '../lib/types';
import type { Editor } from '../parts/editor';
import '../parts/editor';
import '../parts/problem';

/** Writes a schedule. */
@customElement('wl-schedule-edit')
export class ScheduleEdit extends Page {
  @state() private text = scheduleIn(home());
  @state() private refused?: Problem;
  @query('wl-editor') private editor!: Editor;

  private etag: string | null = null;

  protected override heading(): string {
    return this.params.name ? `Edit schedule ${this.params.name}` : 'New schedule';
  }

  protected override async load(): Promise<void> {
    if (!this.params.name) {
      return;
    }
    const { namespace, name } = this.params;
    const path = `/v1/schedules/${encodeURIComponent(name)}`;
    const { body, etag } = await getTagged<Schedule>(path, { namespace });
    const { version, createdTime, updatedTime, nextFireTime, ...rest } = body;
    this.etag = etag;
    this.text = json({ ...rest, namespace: undefined });
  }

  protected override body(): TemplateResult {
    const { namespace, name } = this.params;
    return html`
      <p class="quiet">
        cron: minute, hour, day of month, month, day of week; six fields begin with seconds; also
        @hourly, @daily, @every PT7M.
      </p>
      <wl-editor
        label="Schedule as JSON"
        .text=${this.text}
        @save=${this.save}
        @changed=${() => (this.refused = undefined)}
      ></wl-editor>
      ${this.refused
        ? html`<wl-problem .problem=${this.refused} what="Not stored"></wl-problem>`
        : nothing}
      <p class="row">
        <button class="primary" @click=${this.save}>Save</button>
        <a class="button" href=${name ? href(`/schedules/${namespace}/${name}`) : '#/schedules'}
          >Leave it</a
        >
      </p>
    `;
  }

  private readonly save = async (): Promise<void> => {
    const { name } = this.params;
    const known: Record<string, string> = this.etag ? { 'If-Match': this.etag } : {};
    try {
      const { body } = name
        ? await send<Schedule>(
            'PUT',
            `/v1/schedules/${encodeURIComponent(name)}`,
            this.editor.text,
            known,
          )
        : await send<Schedule>('POST', '/v1/schedules', this.editor.text);
      announce(`The schedule ${body.name} is stored.`);
      go(`/schedules/${body.namespace}/${body.name}`);
    } catch (cause) {
      this.refused = Problem.from(cause);
    }
  };
}
