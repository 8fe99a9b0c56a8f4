/** What the API answers, as far as the console looks at it. */
export type Counts = Record<string, number>;

export interface Freshness {
  token?: string;
  ageMs: number;
}

export interface Items<T> {
  items: T[];
  nextCursor?: string | null;
  freshness?: Freshness;
}

export interface Possible {
  directive: string;
  only?: string;
  possible: boolean;
  reason?: string;
}

export interface BudgetUse {
  count?: number;
  percent?: number;
  minimum?: number;
  onBreach: string;
  tolerated: number;
  used: number;
}

export interface WaitingFor {
  reason: string;
  batchJobId?: string;
  until?: string;
}

export interface Progress {
  expected?: number;
  done: number;
  successful: number;
  failed: number;
  remaining?: number;
}

/** Null is no limit. */
export interface Limits {
  maxConcurrent: number | null;
  jobsPerSecond: number | null;
}

export interface BatchJob extends Limits {
  id: string;
  number?: number;
  definition: string;
  definitionVersion?: number;
  namespace: string;
  status: string;
  createdTime: string;
  startTime: string | null;
  stopTime: string | null;
  concurrentJobs: number;
  percentComplete?: number;
  epoch: number;
  progress: Progress;
  counts: Counts;
  rate: { perSecond: number; etaSeconds?: number | null } | null;
  requestedBy: string;
  arguments: Record<string, unknown>;
  labels: Record<string, string>;
  input?: string;
  failureReason: string | null;
  failureBudget?: BudgetUse;
  subJobsTotal: number;
  withErrors: boolean;
  waitingFor: WaitingFor | null;
  directives?: Possible[];
  freshness: Freshness;
  token?: string;
}

/** The header of a batch job as events carry it. */
export interface JobHeader {
  id: string;
  version: number;
  status: string;
  epoch: number;
  definitionVersion: number;
  namespace: string;
  definition: string;
  startTime?: string;
  stopTime?: string;
  failureReason?: string;
  subJobs: number;
  maxConcurrent?: number;
  pace?: { perSecond: number };
  work?: { cases: number; iterations: number };
  failureBudget?: object;
  failuresForgiven: number;
  counts: Counts;
  operationsDone: number;
  operationsFailed: number;
  waitingFor?: { reason: string; job?: string; until?: string };
}

export interface JobEvent {
  type: string;
  time: string;
  subject: string;
  data: { job: string; header?: JobHeader; directive?: { id: string } };
}

export interface Operation {
  time: string;
  caseId: string;
  iteration: number;
  attempt: number;
  tries: number;
  durationMs?: number;
  worker?: string;
  error?: string;
  output?: string;
}

export interface SubJob {
  id: string;
  batchJobId: string;
  index: number;
  status: string;
  iteration?: number;
  caseIndex?: number;
  operationsDone?: number;
  attempt?: number;
  failures: number;
  lastOperation?: Operation;
}

export interface SubJobDetail extends SubJob {
  row: unknown;
  worker: string | null;
  firstTime: string | null;
  lastTime: string | null;
  lastFailures: Operation[];
  result: { output: string | null; truncated: boolean } | null;
}

export interface Cell {
  from: number;
  to: number;
  counts: Counts;
}

export interface SubJobMap {
  from: number;
  to: number;
  cellSize: number;
  cells: Cell[];
}

export interface FailureGroup {
  message: string;
  failures: number;
  firstTime: string;
  lastTime: string;
  samples: {
    subJobId: string;
    index: number;
    time: string;
    caseId: string;
    iteration: number;
    error: string;
  }[];
}

export interface Failures {
  items: FailureGroup[];
  examined: number;
  complete: boolean;
}

export interface Directive {
  id: string;
  batchJobId: string;
  directive: string;
  state: string;
  reason?: string;
  token: string;
  requestedBy: string;
  time: string;
  decidedTime?: string;
}

export interface Why {
  reason: string;
  sentence: string;
  numbers: Limits & {
    waiting: number;
    grants: number;
    queue: string | null;
    workers: number | null;
    slots: number | null;
    busy: number | null;
  };
}

export interface Definition {
  namespace: string;
  name: string;
  version: number;
  description: string | null;
  handler: string;
  cases: { id: string }[];
  iterations: number;
  queue: string;
  priority: string;
  runs: string;
  createdTime: string;
  updatedTime: string;
}

export interface Version {
  version: number;
  time: string;
}

export interface Schedule {
  namespace: string;
  name: string;
  version: number;
  description: string | null;
  cron: string;
  timeZone: string;
  onMisfire: string;
  onOverlap: string;
  start: string | null;
  end: string | null;
  paused: boolean;
  batchJob: { definition: string; subJobs?: number; input?: string };
  nextFireTime: string | null;
  createdTime: string;
  updatedTime: string;
}

export interface NextFire {
  time: string;
  localTime: string;
  fires: boolean;
  reason?: string;
}

export interface Run {
  id: string;
  schedule: string;
  fireTime: string;
  cause: string;
  requestedBy: string;
  status: string;
  reason: string | null;
  startTime: string | null;
  stopTime: string | null;
  progress?: Progress;
  result?: string;
}

export interface Worker {
  id: string;
  name: string;
  queues: string[];
  slots: number;
  busy: number;
  stuck: number;
  draining: boolean;
  silent: boolean;
  version: string;
  startedTime: string;
  lastSeenTime: string;
}

export interface Bytes {
  text?: string;
  base64?: string;
  cut?: boolean;
}

export interface Letter {
  id: string;
  topic: string;
  partition: number;
  offset: number;
  role: string;
  reason: string;
  time: string;
  key?: Bytes;
  headers?: { name: string; value: Bytes | null }[];
  size: number;
  valuePreview?: Bytes;
  truncated: boolean;
  state: string;
  redrive?: { times: number; time: string; by: string };
}

export interface LetterInFull extends Letter {
  value?: { base64: string; text?: string; json?: unknown };
  notRedrivable?: string;
  parkedAgainAs?: string;
}

export interface Statistics {
  batchJobs: Counts;
  subJobs: Counts;
  operations: { done: number; successful: number; failed: number };
  throughput: { batchJobsPerSecond: number; subJobsPerSecond: number; operationsPerSecond: number };
  backlog: Counts;
  workers: { count: number; slots: number; busy: number; stuck: number };
  deadLetters: { parked: number; redriven: number };
  freshness: Freshness;
}

export interface Throughput {
  seconds: number;
  items: {
    time: string;
    batchJobs: number;
    subJobs: number;
    operations: number;
    failed: number;
    running: number;
    backlog: number;
  }[];
}

export interface BulkPreview {
  directive: string;
  matching: number;
  possible: number;
  byStatus: Counts;
  sample: {
    id: string;
    definition: string;
    status: string;
    createdTime: string;
    possible: boolean;
    reason?: string;
  }[];
}

export interface Bulk {
  id: string;
  directive: string;
  selector: Record<string, unknown>;
  state: string;
  total: number;
  pending: number;
  applied: number;
  accepted: number;
  refused: number;
  requestedBy: string;
  createdTime: string;
  endedTime: string | null;
}

export interface BulkItem {
  batchJobId: string;
  state: string;
  code?: string;
  reason?: string;
}

export interface Input {
  id: string;
  rows: number;
  bytes: number;
  columns: string[];
}
