import type { BatchJob, Counts, JobHeader } from './types';

export const ACTIVE = ['queued', 'starting', 're-starting', 'running', 'pausing', 'paused', 'stopping'];
export const ENDED = ['stopped', 'completed', 'failed', 'invalid', 'deleted'];
export const STATUSES = ['created', ...ACTIVE, ...ENDED];
export const SUB_JOB_STATUSES = [
  'created',
  'waiting',
  'running',
  'paused',
  'stopped',
  'completed',
  'failed',
  'invalid',
];

/** The batch job as it is after an event: each carries the whole header. */
export function withHeader(job: BatchJob, header: JobHeader): BatchJob {
  const expected = expectedOf(header);
  const { operationsDone: done, operationsFailed: failed } = header;
  return {
    ...job,
    status: header.status,
    epoch: header.epoch,
    definitionVersion: header.epoch === 0 ? undefined : header.definitionVersion,
    jobsPerSecond: header.pace?.perSecond ?? null,
    startTime: header.startTime ?? null,
    stopTime: header.stopTime ?? null,
    failureReason: header.failureReason ?? null,
    counts: counts(header.counts),
    progress: {
      expected,
      done,
      failed,
      successful: done - failed,
      remaining: expected === undefined ? undefined : expected - done,
    },
    percentComplete: percentOf(header, expected),
    withErrors: header.status === 'completed' && failed > 0,
    failureBudget: job.failureBudget && {
      ...job.failureBudget,
      used: header.counts.failed + header.counts.invalid - header.failuresForgiven,
    },
    waitingFor: header.waitingFor
      ? {
          reason: header.waitingFor.reason,
          batchJobId: header.waitingFor.job,
          until: header.waitingFor.until,
        }
      : null,
  };
}

function expectedOf(header: JobHeader): number | undefined {
  const work = header.work;
  return work && work.iterations > 0 ? work.cases * work.iterations * header.subJobs : undefined;
}

function percentOf(header: JobHeader, expected: number | undefined): number | undefined {
  if (!header.work) {
    return 0;
  }
  return expected ? Math.floor((header.operationsDone * 10_000) / expected) / 100 : undefined;
}

/** Those completed with errors are completed. */
function counts(given: Counts): Counts {
  const { completedWithErrors, ...others } = given;
  return { ...others, completed: others.completed + (completedWithErrors ?? 0) };
}

export const sum = (counts: Counts): number => Object.values(counts).reduce((a, b) => a + b, 0);

/** The id of a sub-job says its index: the last 24 bits are index + 1. */
export function subJobId(batchJob: string, index: number): string {
  return batchJob.slice(0, -6) + (index + 1).toString(16).padStart(6, '0');
}

export function batchJobOf(subJob: string): string {
  return `${subJob.slice(0, -6)}000000`;
}

/** "20 failed, 3 running", what is most first. */
export function countsText(counts: Counts): string {
  const parts = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([status, count]) => `${count.toLocaleString()} ${status}`);
  return parts.join(', ') || 'none';
}

/** Operations a second, over what was heard in the last ten seconds. */
export class RateMeter {
  private static readonly WINDOW_MS = 10_000;
  private static readonly LEAST_MS = 1500;
  private heard: { at: number; done: number }[] = [];
  private epoch = -1;
  private readonly since = Date.now();

  add(header: JobHeader, at: number): void {
    const last = this.heard.at(-1);
    if (header.epoch !== this.epoch || (last && header.operationsDone < last.done)) {
      this.heard = [];
      this.epoch = header.epoch;
    }
    this.heard.push({ at, done: header.operationsDone });
    const since = at - RateMeter.WINDOW_MS;
    while (this.heard.length > 2 && this.heard[1].at <= since) {
      this.heard.shift();
    }
  }

  /** Null where nothing is known yet; 0 where nothing was heard for so long. */
  perSecond(now: number): number | null {
    const first = this.heard[0];
    const last = this.heard.at(-1);
    if (now - (last?.at ?? this.since) > RateMeter.WINDOW_MS) {
      return 0;
    }
    if (!first || !last || last.at - first.at < RateMeter.LEAST_MS) {
      return null;
    }
    return ((last.done - first.done) * 1000) / (last.at - first.at);
  }
}
