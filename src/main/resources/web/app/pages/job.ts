import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { get, read } from '../lib/api';
import { sheets } from '../lib/element';
import { eventsOf, type Heard } from '../lib/events';
import { between, duration, json, many, number, percent, perSecond, time, told } from '../lib/format';
import { ENDED, RateMeter, withHeader } from '../lib/job';
import { Page } from '../lib/page';
import { Problem } from '../lib/problem';
import { href } from '../lib/router';
import { ifMay } from '../lib/session';
import { watchStatistics } from '../lib/statistics';
import type { BatchJob, Limits, Why } from '../lib/types';
import '../parts/audit';
import '../parts/bar';
import '../parts/directives';
import '../parts/failures';
import '../parts/map';
import '../parts/status';
import '../parts/sub-job-list';

/** One batch job, live. */
@customElement('wl-job')
export class Job extends Page {
  static override styles = sheets(css`
    .standing {
      --bar-height: 1.1rem;
    }
    .numbers {
      display: flex;
      flex-wrap: wrap;
      gap: 0.1rem 1.4rem;
      margin: 0.4rem 0;
    }
    .numbers strong {
      font-size: 1.1rem;
    }
    wl-directives {
      margin: 0.6rem 0 0.9rem;
    }
    .reason {
      border-left: 4px solid var(--bad);
      padding-left: 0.6rem;
    }
  `);

  @state() private job?: BatchJob;
  @state() private why?: Why;
  @state() private snapshot?: string;
  @state() private snapshotProblem?: Problem;
  @state() private directed = 0;
  @state() private changes = 0;

  private readonly meter = new RateMeter();
  private readonly readWhy = this.throttled(2000, () => this.loadWhy());
  private newest = '';

  protected override heading(): string {
    return this.job ? `${this.job.definition} ${this.job.number ?? ''}` : 'Batch job';
  }

  protected override aside(): TemplateResult | typeof nothing {
    return this.job ? this.download(this.job) : nothing;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(
      eventsOf(
        this.params.id,
        (heard) => this.heard(heard),
        () => void this.reload(),
        (problem) => (this.problem = problem),
      ),
    );
    this.untilGone(watchStatistics(() => this.stillness()));
  }

  /** A batch job that stands still sends no events: the statistics speak every ten seconds. */
  private stillness(): void {
    if (this.job) {
      this.job = this.measured(this.job);
      this.readWhy.ask();
    }
  }

  protected override async load(signal: AbortSignal): Promise<void> {
    const after = this.newest || undefined;
    const path = `/v1/batch-jobs/${this.params.id}`;
    this.job = await read<BatchJob>(path, { subJobs: 0, after }, signal);
    this.changes++;
    this.directed++;
    this.readWhy.ask();
  }

  /** What has ended waits for nothing. */
  private async loadWhy(): Promise<void> {
    if (this.job && ENDED.includes(this.job.status)) {
      this.why = undefined;
      return;
    }
    try {
      this.why = await read<Why>(`/v1/batch-jobs/${this.params.id}/why`);
    } catch {
      this.why = undefined;
    }
  }

  /** Every event has the whole header: the newest is what there is to show. */
  private heard({ event, token, moved }: Heard): void {
    this.newest = token;
    const header = event.data.header;
    if (!header || !this.job) {
      return;
    }
    const before = this.job.status;
    this.meter.add(header, Date.now());
    this.job = this.measured(withHeader(this.job, header));
    this.changes++;
    if (moved || before !== header.status) {
      void this.reload();
    } else {
      this.readWhy.ask();
    }
  }

  private measured(job: BatchJob): BatchJob {
    const rate = this.meter.perSecond(Date.now());
    if (rate === null) {
      return job;
    }
    const { remaining } = job.progress;
    const eta = remaining === undefined || rate <= 0 ? null : Math.ceil(remaining / rate);
    return { ...job, rate: { perSecond: rate, etaSeconds: eta } };
  }

  protected override body(): TemplateResult {
    const job = this.job!;
    return html`
      ${this.standing(job)}
      ${ifMay(
        'operate',
        () => html`<wl-directives .job=${job} @directed=${this.reload}></wl-directives>`,
      )}
      <div class="grid">
        <section class="panel" aria-labelledby="why">
          <h2 id="why">${question(job)}</h2>
          ${ENDED.includes(job.status) ? this.ended(job) : this.waiting()}
        </section>
        <section class="panel" aria-labelledby="facts">
          <h2 id="facts">About it</h2>
          ${this.facts(job)}
        </section>
      </div>
      <section class="panel" aria-labelledby="map">
        <h2 id="map">Sub-jobs</h2>
        <wl-map .job=${job.id} .total=${job.subJobsTotal} .changes=${this.changes}></wl-map>
      </section>
      <section class="panel" aria-labelledby="failures">
        <h2 id="failures">Failures by message</h2>
        <wl-failures .job=${job.id} .changes=${job.progress.failed}></wl-failures>
      </section>
      <section class="panel" aria-labelledby="audit">
        <h2 id="audit">Directives</h2>
        <wl-audit .job=${job.id} .changes=${this.directed}></wl-audit>
      </section>
      <section class="panel" aria-labelledby="snapshot">
        <h2 id="snapshot">Definition and arguments</h2>
        ${this.definition(job)}
      </section>
      <section class="panel" aria-labelledby="list">
        <h2 id="list">List of sub-jobs</h2>
        <wl-sub-job-list
          .job=${job.id}
          .counts=${job.counts}
          .changes=${this.changes}
        ></wl-sub-job-list>
      </section>
    `;
  }

  private standing(job: BatchJob): TemplateResult {
    const { progress, counts } = job;
    const endless = progress.expected === undefined && job.epoch > 0;
    return html`<section class="panel standing" aria-label="How far it is">
      ${endless
        ? nothing
        : html`<wl-bar
            label="Progress"
            .good=${progress.successful}
            .bad=${progress.failed}
            .total=${progress.expected ?? 0}
          ></wl-bar>`}
      <p class="numbers">
        <strong><wl-status .status=${job.status} .errors=${job.withErrors}></wl-status></strong>
        <strong>${endless ? 'without end' : percent(job.percentComplete)}</strong>
        <span
          >${number(progress.done)}${progress.expected === undefined
            ? ''
            : ` of ${number(progress.expected)}`}
          operations</span
        >
        ${progress.failed > 0
          ? html`<span class="bad">✕ ${number(progress.failed)} failed</span>`
          : nothing}
        <span>${number(counts.running ?? 0)} running</span>
        ${this.rate(job)}
      </p>
      ${job.failureReason ? html`<p class="reason">${job.failureReason}</p>` : nothing}
    </section>`;
  }

  private rate(job: BatchJob): TemplateResult | typeof nothing {
    const going = ['starting', 'running', 'pausing'].includes(job.status);
    if (!going || !job.rate) {
      return nothing;
    }
    const { perSecond: rate, etaSeconds } = job.rate;
    return html`<span>${perSecond(rate)} per second</span>
      ${etaSeconds === null || etaSeconds === undefined
        ? nothing
        : html`<span>done in about ${duration(etaSeconds)}</span>`}`;
  }

  private ended(job: BatchJob): TemplateResult {
    const { startTime, stopTime } = job;
    return html`<dl class="facts">
      <dt>It is</dt>
      <dd>${job.status}${stopTime ? html` since ${time(stopTime)}` : ''}</dd>
      ${startTime && stopTime ? html`<dt>It took</dt><dd>${between(startTime, stopTime)}</dd>` : ''}
      ${limits(job)}
    </dl>`;
  }

  private waiting(): TemplateResult {
    if (!this.why) {
      return html`<p class="quiet">Not known.</p>`;
    }
    const { sentence, numbers } = this.why;
    const waitingFor = this.job?.waitingFor;
    return html`<p>${told(sentence)}</p>
      ${waitingFor?.batchJobId
        ? html`<p>
            It waits for
            <a href=${href(`/batch-jobs/${waitingFor.batchJobId}`)}>another batch job</a>.
          </p>`
        : nothing}
      ${waitingFor?.until ? html`<p>Until ${time(waitingFor.until)}.</p>` : nothing}
      <dl class="facts">
        ${limits(numbers)}
        <dt>Queue</dt>
        <dd>${numbers.queue ? fleet(numbers) : 'none before the first start'}</dd>
      </dl>`;
  }

  private facts(job: BatchJob): TemplateResult {
    const budget = job.failureBudget;
    return html`<dl class="facts">
      <dt>Id</dt>
      <dd><code>${job.id}</code></dd>
      <dt>Created</dt>
      <dd>${time(job.createdTime)} by ${job.requestedBy}</dd>
      <dt>Started</dt>
      <dd>${job.startTime ? html`${time(job.startTime)} (start ${job.epoch})` : 'not yet'}</dd>
      <dt>Ended</dt>
      <dd>${job.stopTime ? time(job.stopTime) : 'not yet'}</dd>
      <dt>Sub-jobs</dt>
      <dd>${number(job.subJobsTotal)}${job.input ? html`, rows of <code>${job.input}</code>` : ''}</dd>
      ${Object.keys(job.labels).length > 0
        ? html`<dt>Labels</dt>
            <dd>
              ${Object.entries(job.labels).map(
                ([name, value]) =>
                  html`<a href=${href('/batch-jobs', { label: `${name}=${value}` })}
                      >${name}=${value}</a
                    >&ensp;`,
              )}
            </dd>`
        : nothing}
      ${budget
        ? html`<dt>Failure budget</dt>
            <dd>${number(budget.used)} of ${number(budget.tolerated)} used, then ${budget.onBreach}</dd>`
        : nothing}
    </dl>`;
  }

  private definition(job: BatchJob): TemplateResult {
    const { definition, definitionVersion: version } = job;
    return html`<p>
        <a href=${href(`/definitions/${definition}`)}>${definition}</a>${version
          ? html`, version ${version} at its start.
              <button class="plain" @click=${() => this.showSnapshot(definition, version)}>
                Show it as it was
              </button>`
          : html`<span class="quiet">: it was not started yet.</span>`}
      </p>
      ${this.snapshotProblem
        ? html`<wl-problem .problem=${this.snapshotProblem}></wl-problem>`
        : nothing}
      ${this.snapshot ? html`<pre tabindex="0">${this.snapshot}</pre>` : nothing}
      <h3>Arguments</h3>
      ${Object.keys(job.arguments).length > 0
        ? html`<pre tabindex="0">${json(job.arguments)}</pre>`
        : html`<p class="quiet">None.</p>`}`;
  }

  private async showSnapshot(definition: string, version: number): Promise<void> {
    try {
      this.snapshot = json(await get(`/v1/definitions/${definition}/versions/${version}`));
      this.snapshotProblem = undefined;
    } catch (cause) {
      this.snapshotProblem = Problem.from(cause);
    }
  }

  private download(job: BatchJob): TemplateResult {
    const ready = ENDED.includes(job.status) && job.status !== 'deleted';
    return ready
      ? html`<a class="button" href="/v1/batch-jobs/${job.id}/result" download>Download results</a>`
      : html`<span class="quiet">Results can be downloaded when it has ended.</span>`;
  }
}

/** How busy it is tells of all namespaces, and is not told to everybody. */
function fleet({ queue, workers, slots, busy }: Why['numbers']): string {
  return workers === null
    ? `${queue}`
    : `${queue}: ${many(workers, 'worker')}, ${busy} of ${slots} slots busy`;
}

/** How much of it runs at a time, and begins in a second. */
function limits({ maxConcurrent, jobsPerSecond }: Limits): TemplateResult {
  return html`<dt>maxConcurrent</dt>
    <dd>${maxConcurrent ?? 'as many as the fleet takes'}</dd>
    <dt>jobsPerSecond</dt>
    <dd>
      ${jobsPerSecond ?? 'no limit'}
      <span class="quiet">(set by a start or an unpause, with options)</span>
    </dd>`;
}

function question({ status, counts }: BatchJob): string {
  if (ENDED.includes(status)) {
    return 'How it ended';
  }
  return counts.running > 0 && status === 'running' ? 'Why is it not faster?' : 'Why does it wait?';
}
