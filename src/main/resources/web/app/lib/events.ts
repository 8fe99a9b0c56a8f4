import { withQuery } from './api';
import { Live } from './live';
import type { Problem } from './problem';
import type { JobEvent } from './types';

const PREFIX = 'dev.windlass.';
const MOVES = [
  'JobCreated',
  'JobQueued',
  'JobStarting',
  'JobRestarting',
  'JobRunning',
  'JobPausing',
  'JobPaused',
  'JobStopping',
  'JobStopped',
  'JobCompleted',
  'JobFailed',
  'JobInvalid',
  'JobDeleted',
  'JobPurged',
].map((name) => PREFIX + name);
const CHANGED = PREFIX + 'SubJobsChanged';
const OTHERS = ['JobSnapshot', 'DirectiveRefused', 'DirectiveRepeated', 'RunSkipped'].map(
  (name) => PREFIX + name,
);

export interface Heard {
  event: JobEvent;
  /** What ?after= waits for. */
  token: string;
  /** The whole batch job moved, and not only sub-jobs of it. */
  moved: boolean;
}

function heard(listener: (heard: Heard) => void) {
  return (type: string, data: string, id: string) =>
    listener({ event: JSON.parse(data), token: token(id), moved: type !== CHANGED });
}

/** `0:12,3:44` is the position after the event; of one partition, it is the event's. */
function token(position: string): string {
  const parts = position.split(',');
  return parts.length === 1 ? `e.${parts[0].replace(':', '.')}` : '';
}

/** The events of one batch job. */
export function eventsOf(
  id: string,
  listener: (heard: Heard) => void,
  opened: (again: boolean) => void,
  refused: (problem: Problem) => void,
): Live {
  return new Live({
    path: () => `/v1/batch-jobs/${id}/events`,
    types: [...MOVES, CHANGED, ...OTHERS],
    heard: heard(listener),
    opened,
    refused,
  });
}

/** The events of all batch jobs; with their progress, which is many, only where it is wanted. */
export function allEvents(
  progress: () => boolean,
  listener: (heard: Heard) => void,
  opened: (again: boolean) => void,
): Live {
  return new Live({
    path: () => withQuery('/v1/events', { type: progress() ? [...MOVES, CHANGED] : MOVES }),
    types: [...MOVES, CHANGED],
    heard: heard(listener),
    opened,
  });
}
