import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { announce } from '../lib/announce';
import { get, getTagged, idempotencyKey, PAGE, remember, send } from '../lib/api';
import { allEvents } from '../lib/events';
import { json, percent, time } from '../lib/format';
import { Page } from '../lib/page';
import { Problem } from '../lib/problem';
import { go, href } from '../lib/router';
import { ifMay, may } from '../lib/session';
import type { BatchJob, Items, NextFire, Run, Schedule } from '../lib/types';
import { ask } from '../parts/dialog';
import '../parts/pager';
import '../parts/status';
import '../parts/timeline';

/** A schedule: when it fires, and what came of its runs. */
@customElement('wl-schedule')
export class SchedulePage extends Page {
  @state() private schedule?: Schedule;
  @state() private fires: NextFire[] = [];
  @state() private runs: Run[] = [];
  @state() private next?: string | null;

  private etag: string | null = null;
  private readonly readAgain = this.throttled(2000, () => this.reload());

  private get path(): string {
    return `/v1/schedules/${encodeURIComponent(this.params.name)}`;
  }

  protected override heading(): string {
    return `Schedule ${this.params.name}`;
  }

  protected override aside(): TemplateResult | typeof nothing {
    const schedule = this.schedule;
    if (!schedule) {
      return nothing;
    }
    const edit = href(`/schedules/${schedule.namespace}/${schedule.name}/edit`);
    return html`${ifMay(
        'operate',
        () => html`<button class="primary" @click=${this.runNow}>Run now</button>`,
      )}
      ${ifMay(
        'edit',
        () => html`<button @click=${this.togglePause}>
            ${schedule.paused ? 'Unpause' : 'Pause'}
          </button>
          <a class="button" href=${edit}>Edit</a>
          <button class="danger" @click=${this.drop}>Delete</button>`,
      )}`;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(
      allEvents(
        () => false,
        ({ event }) => this.concerns(event.data.header?.definition) && this.readAgain.ask(),
        (again) => again && this.reload(),
      ),
    );
  }

  private concerns(definition: string | undefined): boolean {
    return this.schedule?.batchJob.definition.split('/')[1] === definition;
  }

  protected override async load(signal: AbortSignal): Promise<void> {
    const namespace = this.params.namespace;
    const cursor = this.query.get('cursor');
    const [schedule, fires, runs] = await Promise.all([
      getTagged<Schedule>(this.path, { namespace }),
      get<Items<NextFire>>(`${this.path}/next`, { namespace, count: 10 }, signal),
      get<Items<Run>>(`${this.path}/runs`, { namespace, cursor, limit: PAGE }, signal),
    ]);
    this.schedule = schedule.body;
    this.etag = schedule.etag;
    this.fires = fires.items;
    this.runs = runs.items;
    this.next = runs.nextCursor;
  }

  protected override body(): TemplateResult {
    const schedule = this.schedule!;
    return html`
      <div class="grid">
        <section class="panel" aria-labelledby="next">
          <h2 id="next">Next fires</h2>
          ${schedule.paused
            ? html`<p><wl-status status="paused"></wl-status> This is what it would fire.</p>`
            : nothing}
          <wl-timeline .fires=${this.fires}></wl-timeline>
        </section>
        <section class="panel" aria-labelledby="about">
          <h2 id="about">About it</h2>
          ${this.facts(schedule)}
        </section>
      </div>
      <section class="panel" aria-labelledby="runs">
        <h2 id="runs">Runs</h2>
        ${this.runs.length > 0
          ? this.table()
          : html`<p class="quiet">It has not run yet.${may('operate') ? ' Run now does not wait for its time.' : ''}</p>`}
        <wl-pager .next=${this.next}></wl-pager>
      </section>
    `;
  }

  private facts(schedule: Schedule): TemplateResult {
    return html`<dl class="facts">
      <dt>When</dt>
      <dd><code>${schedule.cron}</code> in ${schedule.timeZone}</dd>
      <dt>Definition</dt>
      <dd>
        <a href=${href(`/definitions/${schedule.batchJob.definition}`)}
          >${schedule.batchJob.definition}</a
        >
      </dd>
      <dt>While the last run goes on</dt>
      <dd>${schedule.onOverlap}</dd>
      <dt>When a fire was missed</dt>
      <dd>${schedule.onMisfire}</dd>
      ${schedule.start ? html`<dt>From</dt><dd>${time(schedule.start)}</dd>` : nothing}
      ${schedule.end ? html`<dt>Until</dt><dd>${time(schedule.end)}</dd>` : nothing}
      ${schedule.description ? html`<dt>Description</dt><dd>${schedule.description}</dd>` : nothing}
      <dt>Each fire creates</dt>
      <dd><pre tabindex="0">${json(schedule.batchJob)}</pre></dd>
    </dl>`;
  }

  private table(): TemplateResult {
    return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="runs">
      <table>
        <thead>
          <tr>
            <th scope="col">Fire</th>
            <th scope="col">Status</th>
            <th scope="col" class="wide">Why it ran</th>
            <th scope="col" class="number wide">Done</th>
            <th scope="col" class="wide">Ended</th>
            <th scope="col">Result</th>
          </tr>
        </thead>
        <tbody>
          ${this.runs.map((run) => this.row(run))}
        </tbody>
      </table>
    </div>`;
  }

  private row(run: Run): TemplateResult {
    const there = run.status !== 'skipped';
    const done = run.progress?.expected
      ? percent(Math.floor((run.progress.done * 100) / run.progress.expected))
      : '';
    return html`<tr>
      <th scope="row">
        ${there
          ? html`<a href=${href(`/batch-jobs/${run.id}`)}>${time(run.fireTime)}</a>`
          : time(run.fireTime)}
      </th>
      <td><wl-status .status=${run.status}></wl-status> ${run.reason ?? ''}</td>
      <td class="wide">${run.cause}, by ${run.requestedBy}</td>
      <td class="number wide">${done}</td>
      <td class="wide nowrap">${time(run.stopTime)}</td>
      <td>${run.result ? html`<a href=${run.result} download>Download</a>` : ''}</td>
    </tr>`;
  }

  private readonly runNow = async (): Promise<void> => {
    await this.tried('Run', async () => {
      const path = `${this.path}/runs?namespace=${encodeURIComponent(this.params.namespace)}`;
      const key = { 'Idempotency-Key': idempotencyKey() };
      const { body } = await send<BatchJob>('POST', path, {}, key);
      remember(body.token);
      announce('Its run is created.');
    });
  };

  private readonly togglePause = async (): Promise<void> => {
    const { nextFireTime, createdTime, updatedTime, version, namespace, ...kept } = this.schedule!;
    const paused = !kept.paused;
    await this.tried(paused ? 'Pause' : 'Unpause', async () => {
      await send('PUT', this.path, { ...kept, paused }, { 'If-Match': this.etag ?? '*' });
      announce(paused ? 'It is paused: nothing fires.' : 'It fires again from now on.');
    });
  };

  private readonly drop = async (): Promise<void> => {
    const sure = await ask({
      heading: `Delete the schedule ${this.params.name}?`,
      text: 'Nothing fires any more. What it has started goes on.',
      confirm: 'Delete',
      danger: true,
    });
    if (!sure) {
      return;
    }
    await this.tried('Delete', async () => {
      const path = `${this.path}?namespace=${encodeURIComponent(this.params.namespace)}`;
      await send('DELETE', path, undefined, { 'If-Match': this.etag ?? '*' });
      announce(`The schedule ${this.params.name} is deleted.`);
      go('/schedules', { namespace: this.params.namespace });
    });
  };

  private async tried(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      if (this.isConnected) {
        await this.reload();
      }
    } catch (cause) {
      announce(`${what}: ${Problem.from(cause).message}`, true);
    }
  }
}
