import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { read } from '../lib/api';
import { eventsOf } from '../lib/events';
import { json, number, time } from '../lib/format';
import { subJobId } from '../lib/job';
import { Page } from '../lib/page';
import { href } from '../lib/router';
import type { BatchJob, SubJobDetail } from '../lib/types';
import '../parts/status';

/** Everything about one sub-job. */
@customElement('wl-sub-job')
export class SubJobPage extends Page {
  @state() private subJob?: SubJobDetail;
  @state() private job?: BatchJob;

  private readonly readAgain = this.throttled(2000, () => this.reload());

  protected override heading(): string {
    return this.subJob ? `Sub-job ${number(this.subJob.index)}` : 'Sub-job';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(
      eventsOf(
        this.params.id,
        () => this.readAgain.ask(),
        (again) => again && void this.reload(),
        (problem) => (this.problem = problem),
      ),
    );
  }

  protected override async load(signal: AbortSignal): Promise<void> {
    const path = `/v1/batch-jobs/${this.params.id}`;
    const [job, subJob] = await Promise.all([
      read<BatchJob>(path, { subJobs: 0 }, signal),
      read<SubJobDetail>(`${path}/sub-jobs/${this.params.subJob}`, {}, signal),
    ]);
    this.job = job;
    this.subJob = subJob;
  }

  protected override body(): TemplateResult {
    const one = this.subJob!;
    const job = this.job!;
    const path = `/batch-jobs/${job.id}`;
    const link = (index: number, text: string) =>
      index >= 0 && index < job.subJobsTotal
        ? html`<a class="button" href=${href(`${path}/sub-jobs/${subJobId(job.id, index)}`)}
            >${text}</a
          >`
        : nothing;
    return html`
      <p class="row">
        <a href=${href(path)}>${job.definition} ${job.number ?? ''}</a>
        ${link(one.index - 1, 'Previous')} ${link(one.index + 1, 'Next')}
      </p>
      <section class="panel">
        <dl class="facts">
          <dt>Status</dt>
          <dd><wl-status .status=${one.status}></wl-status></dd>
          <dt>Id</dt>
          <dd><code>${one.id}</code></dd>
          <dt>Operations done</dt>
          <dd>${one.operationsDone === undefined ? 'not kept' : number(one.operationsDone)}</dd>
          <dt>Failures</dt>
          <dd>${number(one.failures)}</dd>
          ${one.iteration === undefined
            ? nothing
            : html`<dt>Goes on at</dt>
                <dd>
                  iteration ${number(one.iteration)}, case ${number(one.caseIndex ?? 0)}, attempt
                  ${number(one.attempt ?? 1)}
                </dd>`}
          <dt>Worker</dt>
          <dd>${one.worker ?? 'none yet'}</dd>
          <dt>Told</dt>
          <dd>${one.firstTime ? html`${time(one.firstTime)} to ${time(one.lastTime)}` : 'nothing yet'}</dd>
        </dl>
      </section>
      <section class="panel" aria-labelledby="row">
        <h2 id="row">Input row</h2>
        ${one.row === null || one.row === undefined
          ? html`<p class="quiet">This batch job has no input.</p>`
          : html`<pre tabindex="0">${json(one.row)}</pre>`}
      </section>
      <section class="panel" aria-labelledby="failures">
        <h2 id="failures">Failures</h2>
        ${this.failures(one)}
      </section>
      <section class="panel" aria-labelledby="result">
        <h2 id="result">Result</h2>
        ${this.result(one, path)}
      </section>
    `;
  }

  private failures(one: SubJobDetail): TemplateResult {
    if (one.lastFailures.length === 0) {
      return html`<p class="quiet">None that is kept.</p>`;
    }
    return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="failures">
      <table>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Case</th>
            <th scope="col" class="number">Iteration</th>
            <th scope="col" class="number wide">Attempt</th>
            <th scope="col" class="number wide">Tries</th>
            <th scope="col">Error</th>
          </tr>
        </thead>
        <tbody>
          ${one.lastFailures.map(
            (failure) => html`<tr>
              <td class="nowrap">${time(failure.time)}</td>
              <td>${failure.caseId}</td>
              <td class="number">${number(failure.iteration)}</td>
              <td class="number wide">${number(failure.attempt)}</td>
              <td class="number wide">${number(failure.tries)}</td>
              <td><code>${failure.error}</code></td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  private result(one: SubJobDetail, path: string): TemplateResult {
    if (!one.result) {
      return html`<p class="quiet">None yet.</p>`;
    }
    return html`${one.result.output === null
        ? nothing
        : html`<pre tabindex="0">${one.result.output}</pre>`}
      ${one.result.truncated ? html`<p class="quiet">Only its beginning was kept.</p>` : nothing}
      <p><a href="/v1${path}/sub-jobs/${one.id}/result" download>Download it</a></p>`;
  }
}
