import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { get, PAGE, read } from '../lib/api';
import { sheets } from '../lib/element';
import { allEvents, type Heard } from '../lib/events';
import { duration, number, perSecond, time } from '../lib/format';
import { ACTIVE, sum, withHeader } from '../lib/job';
import { Page } from '../lib/page';
import { isAbort, Problem } from '../lib/problem';
import { href } from '../lib/router';
import { may } from '../lib/session';
import { watchStatistics } from '../lib/statistics';
import type { BatchJob, Items, Statistics, Throughput, Worker } from '../lib/types';
import { workerStatus } from '../parts/load';
import type { Series } from '../parts/plot';
import '../parts/empty';
import '../parts/job-row';
import '../parts/plot';
import '../parts/status';

const HOUR = 3600;

/** What goes on right now. */
@customElement('wl-now')
export class Now extends Page {
  static override styles = sheets(css`
    .tiles {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr));
      gap: 0.6rem;
      margin: 0.6rem 0 0.9rem;
    }
    .tile {
      background: var(--panel);
      border: 1px solid var(--line);
      border-radius: 6px;
      padding: 0.5rem 0.7rem;
    }
    .tile dt {
      font-size: 0.86rem;
      color: var(--quiet);
    }
    .tile dd {
      margin: 0;
      font-size: 1.25rem;
      font-weight: 600;
    }
    .tile small {
      font-size: 0.8rem;
      font-weight: 400;
      color: var(--quiet);
    }
    wl-progress {
      min-width: min(9rem, 27vw);
    }
    ol {
      margin: 0.4rem 0 0;
      padding-left: 1.3rem;
    }
  `);

  @state() private statistics?: Statistics;
  @state() private throughput?: Throughput;
  @state() private throughputProblem?: Problem;
  @state() private jobs: BatchJob[] = [];
  @state() private workers: Worker[] = [];

  private readonly readThroughput = this.throttled(10_000, () => this.loadThroughput());
  private readonly readJobs = this.throttled(2000, () => this.loadJobs());
  private readonly readWorkers = this.throttled(2000, () => this.loadWorkers());

  protected override heading(): string {
    return 'Now';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.untilGone(watchStatistics((statistics) => this.told(statistics)));
    this.listen(
      allEvents(
        () => true,
        (heard) => this.heard(heard),
        (again) => (again ? this.reload() : this.readJobs.ask()),
      ),
    );
  }

  protected override async load(signal: AbortSignal): Promise<void> {
    const [statistics] = await Promise.all([
      get<Statistics>('/v1/statistics', {}, signal),
      this.loadJobs(),
      this.loadWorkers(),
      this.loadThroughput(),
    ]);
    this.statistics = statistics;
  }

  private async loadJobs(): Promise<void> {
    const found = await read<Items<BatchJob>>('/v1/batch-jobs', { status: ACTIVE, limit: PAGE });
    this.jobs = found.items;
  }

  private async loadWorkers(): Promise<void> {
    this.workers = (await get<Items<Worker>>('/v1/workers')).items;
  }

  private async loadThroughput(): Promise<void> {
    try {
      this.throughput = await get<Throughput>('/v1/statistics/throughput');
      this.throughputProblem = undefined;
    } catch (cause) {
      if (!isAbort(cause)) {
        this.throughputProblem = Problem.from(cause);
      }
    }
  }

  private told(statistics: Statistics): void {
    const before = JSON.stringify(this.statistics?.workers);
    this.statistics = statistics;
    this.readThroughput.ask();
    if (before !== JSON.stringify(statistics.workers)) {
      this.readWorkers.ask();
    }
  }

  private heard({ event, moved }: Heard): void {
    const header = event.data.header;
    if (header && this.jobs.some((job) => job.id === event.subject)) {
      this.jobs = this.jobs.map((job) =>
        job.id === event.subject ? withHeader(job, header) : job,
      );
    }
    if (moved) {
      this.readJobs.ask();
    }
  }

  protected override body(): TemplateResult {
    const statistics = this.statistics;
    return html`
      ${statistics && sum(statistics.batchJobs) === 0 && may('edit') ? this.first() : nothing}
      ${statistics ? this.tiles(statistics) : nothing}
      ${this.plots()}
      <section class="panel" aria-labelledby="active">
        <h2 id="active">Active batch jobs</h2>
        ${this.jobs.length === 0
          ? html`<wl-empty heading="Nothing is active">
              ${may('operate')
                ? html`Run a <a href="#/definitions">definition</a>, or see`
                : 'See'}
              the <a href="#/batch-jobs">batch jobs</a> that have ended.
            </wl-empty>`
          : this.active()}
      </section>
      <section class="panel" aria-labelledby="fleet">
        <h2 id="fleet">Workers</h2>
        ${this.workers.length === 0
          ? html`<wl-empty heading="No worker has spoken">
              Nothing runs without one: start a process with the role worker.
            </wl-empty>`
          : this.fleet()}
      </section>
    `;
  }

  private first(): TemplateResult {
    return html`<wl-empty heading="Nothing has run yet">
      <ol>
        <li><a href="#/new-definition">Define</a> what to run: an example is there to be changed.</li>
        <li>Run it from its page, over so many sub-jobs or over the rows of a CSV file.</li>
        <li>Follow it here; pause, pace or stop it on its own page.</li>
      </ol>
    </wl-empty>`;
  }

  private tiles(now: Statistics): TemplateResult {
    const active = ACTIVE.reduce((total, status) => total + (now.batchJobs[status] ?? 0), 0);
    return html`<dl class="tiles">
      ${tile('Active batch jobs', number(active))}
      ${tile('Running sub-jobs', number(now.subJobs.running ?? 0))}
      ${tile('Backlog of sub-jobs', number(sum(now.backlog)))}
      ${tile('Operations/s', perSecond(now.throughput.operationsPerSecond), 'last minute')}
      ${tile('Slots in use', `${now.workers.busy} of ${now.workers.slots}`)}
      ${tile('Dead letters', number(now.deadLetters.parked), 'parked')}
      ${tile('Age of the views', duration(now.freshness.ageMs / 1000))}
    </dl>`;
  }

  private plots(): TemplateResult | typeof nothing {
    if (this.throughputProblem) {
      return html`<wl-problem .problem=${this.throughputProblem} what="The last hour"></wl-problem>`;
    }
    if (!this.throughput) {
      return nothing;
    }
    const { seconds, items } = this.throughput;
    // Without the ten seconds that go on: what has ended in them would look like a fall.
    const ended = items.slice(0, -1);
    return html`<div class="grid">
      ${plot('Ended per second, last hour', ended, [
        {
          label: 'Operations',
          token: '--active',
          values: ended.map((item) => item.operations / seconds),
        },
        {
          label: 'Failed',
          token: '--bad',
          dashed: true,
          values: ended.map((item) => item.failed / seconds),
        },
      ])}
      ${plot('Running sub-jobs, last hour', items, [
        { label: 'Running', token: '--active', values: items.map((item) => item.running) },
      ])}
      ${plot('Backlog of sub-jobs, last hour', items, [
        { label: 'Backlog', token: '--held', values: items.map((item) => item.backlog) },
      ])}
    </div>`;
  }

  private active(): TemplateResult {
    return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="active">
      <table>
        <thead>
          <tr>
            <th scope="col">Batch job</th>
            <th scope="col">Status</th>
            <th scope="col">Progress</th>
            <th scope="col" class="wide">Started</th>
            <th scope="col" class="wide">By</th>
          </tr>
        </thead>
        <tbody>
          ${this.jobs.map(
            (job) => html`<tr>
              <th scope="row">
                <a href=${href(`/batch-jobs/${job.id}`)}>${job.definition}</a>
                <span class="quiet">${job.number ?? ''}</span>
              </th>
              <td><wl-status .status=${job.status}></wl-status></td>
              <td><wl-progress .job=${job}></wl-progress></td>
              <td class="wide nowrap">${time(job.startTime)}</td>
              <td class="wide">${job.requestedBy}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  private fleet(): TemplateResult {
    return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="fleet">
      <table>
        <thead>
          <tr>
            <th scope="col">Worker</th>
            <th scope="col">Status</th>
            <th scope="col">Load</th>
            <th scope="col" class="wide">Queues</th>
          </tr>
        </thead>
        <tbody>
          ${this.workers.map(
            (worker) => html`<tr>
              <th scope="row"><a href="#/workers">${worker.name}</a></th>
              <td><wl-status .status=${workerStatus(worker)}></wl-status></td>
              <td><wl-load .worker=${worker}></wl-load></td>
              <td class="wide">${worker.queues.join(', ')}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

function plot(heading: string, items: Throughput['items'], series: Series[]): TemplateResult {
  return html`<section class="panel" aria-label=${heading}>
    <h2>${heading}</h2>
    <wl-plot
      heading=${heading}
      span=${HOUR}
      .times=${items.map((item) => Date.parse(item.time) / 1000)}
      .series=${series}
    ></wl-plot>
  </section>`;
}

function tile(name: string, value: string, unit = ''): TemplateResult {
  return html`<div class="tile">
    <dt>${name}</dt>
    <dd>${value} <small>${unit}</small></dd>
  </div>`;
}
