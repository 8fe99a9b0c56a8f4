import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { idempotencyKey, remember, send, upload } from '../lib/api';
import { Element, sheets } from '../lib/element';
import { number } from '../lib/format';
import { Problem } from '../lib/problem';
import { go } from '../lib/router';
import type { BatchJob } from '../lib/types';
import type { Dialog } from './dialog';
import './dialog';
import './problem';

/** Runs a definition now: over so many sub-jobs, or over the rows of a file. */
@customElement('wl-run-dialog')
export class RunDialog extends Element {
  static override styles = sheets(css`
    progress {
      width: 100%;
    }
    .field input:not([type='radio']) {
      width: 100%;
    }
  `);

  @property() definition = '';
  @state() private rows = false;
  @state() private busy = false;
  @state() private sent = 0;
  @state() private problem?: Problem;
  @query('wl-dialog') private dialog!: Dialog;

  /** The same even where the first answer got lost: a second try makes no second batch job. */
  private key = '';

  open(): void {
    this.problem = undefined;
    this.sent = 0;
    this.key = idempotencyKey();
    void this.dialog.open();
  }

  protected override render(): TemplateResult {
    return html`<wl-dialog
      heading="Run ${this.definition}"
      confirm=${this.busy ? 'Starting…' : 'Run'}
      ?busy=${this.busy}
      @confirmed=${this.run}
    >
      <div class="stack">
        <fieldset>
          <legend>Over what</legend>
          <label class="check">
            <input type="radio" name="over" ?checked=${!this.rows} @change=${() => this.over(false)} />
            so many sub-jobs
          </label>
          <label class="check">
            <input type="radio" name="over" ?checked=${this.rows} @change=${() => this.over(true)} />
            the rows of a file: one sub-job a row
          </label>
        </fieldset>
        ${this.rows
          ? html`<div class="field">
              <label for="file">CSV with a header line, or NDJSON</label>
              <input id="file" type="file" accept=".csv,.ndjson,.jsonl,text/csv" />
            </div>`
          : this.number('subJobs', 'Sub-jobs', '10', 10_000_000)}
        ${this.number('maxConcurrent', 'maxConcurrent (empty: as many as the fleet takes)', '')}
        ${this.number('jobsPerSecond', 'jobsPerSecond (empty: no limit)', '', 1_000_000)}
        <div class="field">
          <label for="labels">Labels, such as team=maps, region=eu</label>
          <input id="labels" />
        </div>
        <label class="check"><input id="start" type="checkbox" checked /> Start it at once</label>
        ${this.busy && this.rows
          ? html`<label for="sent">Uploading</label>
              <progress id="sent" max="1" .value=${this.sent}></progress>`
          : nothing}
        ${this.problem ? html`<wl-problem .problem=${this.problem}></wl-problem>` : nothing}
      </div>
    </wl-dialog>`;
  }

  private number(id: string, text: string, value: string, max = 10_000_000): TemplateResult {
    return html`<div class="field">
      <label for=${id}>${text}</label>
      <input
        id=${id}
        type="number"
        min="0"
        max=${max}
        step=${id === 'jobsPerSecond' ? 'any' : '1'}
        value=${value}
      />
      ${id === 'subJobs' ? html`<span class="hint">1 to ${number(max)}</span>` : nothing}
    </div>`;
  }

  private over(rows: boolean): void {
    this.rows = rows;
  }

  private input(id: string): HTMLInputElement | null {
    return this.renderRoot.querySelector<HTMLInputElement>(`#${id}`);
  }

  private count(id: string): number | undefined {
    const text = this.input(id)?.value.trim();
    return text ? Number(text) : undefined;
  }

  private async run(): Promise<void> {
    this.busy = true;
    this.problem = undefined;
    try {
      const input = this.rows ? await this.uploaded() : undefined;
      const { body } = await send<BatchJob>(
        'POST',
        '/v1/batch-jobs',
        {
          definition: this.definition,
          subJobs: this.count('subJobs'),
          input,
          maxConcurrent: this.count('maxConcurrent'),
          jobsPerSecond: this.count('jobsPerSecond'),
          labels: labels(this.input('labels')!.value),
          start: this.input('start')!.checked,
        },
        { 'Idempotency-Key': this.key },
      );
      remember(body.token);
      this.dialog.close();
      go(`/batch-jobs/${body.id}`);
    } catch (cause) {
      this.problem = Problem.from(cause);
      this.key = this.problem.status === 0 ? this.key : idempotencyKey();
    } finally {
      this.busy = false;
    }
  }

  private async uploaded(): Promise<string> {
    const file = this.input('file')?.files?.[0];
    if (!file) {
      throw new Problem(400, '', 'No file', 'Choose the file with the rows.');
    }
    const [namespace] = this.definition.split('/');
    return (await upload(file, namespace, (share) => (this.sent = share))).id;
  }
}

function labels(text: string): Record<string, string> | undefined {
  const pairs = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const at = part.indexOf('=');
      return at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
    });
  return pairs.length > 0 ? Object.fromEntries(pairs) : undefined;
}
