-- The views that the projection folds out of the log, and what the control service keeps.
--
-- The views (batch_job to projection_offset) can be rebuilt from the log. What control keeps
-- (definition to job_number) cannot, and is what a backup is for.
--
-- Rows that change with every event leave room in their pages, so that an update stays beside its
-- old row and touches no index.

-- ---------------------------------------------------------------- batch jobs

-- The newest header of each batch job, with what lists filter and sort by in columns of its own.
-- arguments, labels and input come with the creation alone and survive every later event.
create table batch_job (
  id                 uuid primary key,
  version            bigint not null,
  epoch              int not null,
  status             text not null,
  namespace          text not null,
  definition         text not null,
  definition_version int not null,
  requested_by       text,
  created_at         timestamptz not null,
  started_at         timestamptz,
  stopped_at         timestamptz,
  sub_jobs           int not null,
  number             bigint,
  labels             jsonb,
  arguments          jsonb,
  input              jsonb,
  header             jsonb not null,
  -- the newest event: the token of what a reader of this row has seen
  event_partition    int not null,
  event_offset       bigint not null
) with (fillfactor = 70);

-- Lists are read newest first; the id makes the order total.
create index batch_job_by_creation on batch_job (created_at desc, id desc);
create index batch_job_by_status on batch_job (status, created_at desc, id desc);
create index batch_job_by_definition on batch_job (namespace, definition, created_at desc, id desc);
create index batch_job_by_requester on batch_job (requested_by, created_at desc, id desc);
create index batch_job_by_label on batch_job using gin (labels jsonb_path_ops);
create index batch_job_by_input on batch_job ((input ->> 'id')) where input is not null;

-- 1,024 neighbouring sub-jobs, as the coordinator keeps them. A page that is not here is all
-- waiting (all created before the first start). How one of an older epoch reads depends on the
-- batch job's epoch and clearedAt, so that a restart rewrites no page.
create table sub_job_page (
  batch_job_id uuid not null,
  page         int not null,
  epoch        int not null,
  version      bigint not null,
  statuses     text not null,
  begun        jsonb,
  primary key (batch_job_id, page)
) with (fillfactor = 70);

-- One operation that had something to tell: a failure or an output. For one (sub-job, epoch,
-- iteration, case) that of the highest grant counts.
create table operation_result (
  batch_job_id     uuid not null,
  sub_job_index    int not null,
  epoch            int not null,
  iteration        bigint not null,
  case_index       int not null,
  grant_number     bigint not null,
  case_id          text,
  attempt          int not null,
  tries            int not null,
  worker           text,
  ended_at         timestamptz not null,
  duration_ms      bigint not null,
  error            text,
  output           text,
  output_truncated boolean not null,
  -- the sub-job's last operation: its output is the sub-job's result
  is_last          boolean not null,
  primary key (batch_job_id, sub_job_index, epoch, iteration, case_index)
);

-- Sub-jobs that have rows in operation_result, and how many: changed with them, by the difference.
-- It speaks of one epoch, the newest that told something.
create table sub_job (
  batch_job_id  uuid not null,
  sub_job_index int not null,
  epoch         int not null,
  failures      bigint not null,
  -- rows in operation_result, by which those of endless iterations are trimmed
  operations    bigint not null,
  worker        text,
  first_at      timestamptz not null,
  last_at       timestamptz not null,
  primary key (batch_job_id, sub_job_index)
) with (fillfactor = 80);

-- What is to be deleted, a slice at a time, so that a restart or the end of a batch job of a
-- million sub-jobs holds up nobody.
create table sweep (
  batch_job_id uuid not null,
  -- 'cleared': results of epochs before below_epoch; 'purged': everything
  reason       text not null,
  below_epoch  int not null,
  -- sub-jobs before this one are done
  next_index   int not null,
  sub_jobs     int not null,
  input_id     text,
  due_at       timestamptz not null,
  primary key (batch_job_id, reason)
);

create index sweep_by_due on sweep (due_at);

-- ---------------------------------------------------------------- directives, workers, numbers

-- Who asked what, when, and what became of it. Also of batch jobs that never existed.
create table directive (
  batch_job_id    uuid not null,
  id              text not null,
  directive       text not null,
  state           text not null,
  code            text,
  reason          text,
  requested_by    text,
  requested_at    timestamptz not null,
  decided_at      timestamptz not null,
  event_partition int not null,
  event_offset    bigint not null,
  primary key (batch_job_id, id)
);

create index directive_by_offset on directive (batch_job_id, event_offset desc);

create table worker (
  incarnation      text primary key,
  name             text not null,
  queues           text[] not null,
  slots            int not null,
  busy             int not null,
  stuck            int not null,
  draining         boolean not null,
  grants_partition int not null,
  version          text,
  started_at       timestamptz not null,
  last_seen_at     timestamptz not null
) with (fillfactor = 50);

-- One row per partition of the events: how many batch jobs and sub-jobs there are in each status,
-- and the operations of them. Changed by the difference of old and new row, read by summing.
create table statistics (
  event_partition                int primary key,
  jobs_created                   bigint not null default 0,
  jobs_queued                    bigint not null default 0,
  jobs_starting                  bigint not null default 0,
  jobs_restarting                bigint not null default 0,
  jobs_running                   bigint not null default 0,
  jobs_pausing                   bigint not null default 0,
  jobs_paused                    bigint not null default 0,
  jobs_stopping                  bigint not null default 0,
  jobs_stopped                   bigint not null default 0,
  jobs_completed                 bigint not null default 0,
  jobs_failed                    bigint not null default 0,
  jobs_invalid                   bigint not null default 0,
  jobs_deleted                   bigint not null default 0,
  sub_jobs_created               bigint not null default 0,
  sub_jobs_waiting               bigint not null default 0,
  sub_jobs_running               bigint not null default 0,
  sub_jobs_paused                bigint not null default 0,
  sub_jobs_stopped               bigint not null default 0,
  sub_jobs_completed             bigint not null default 0,
  sub_jobs_completed_with_errors bigint not null default 0,
  sub_jobs_failed                bigint not null default 0,
  sub_jobs_invalid               bigint not null default 0,
  operations_done                bigint not null default 0,
  operations_failed              bigint not null default 0
) with (fillfactor = 50);

-- What ended in each ten seconds, as a ring: a slot is written over when its time comes again.
create table throughput (
  event_partition   int not null,
  slot              int not null,
  begins_at         timestamptz not null,
  jobs_ended        bigint not null,
  sub_jobs_ended    bigint not null,
  operations_done   bigint not null,
  operations_failed bigint not null,
  primary key (event_partition, slot)
) with (fillfactor = 50);

-- How far the views have come, written in the transaction that changes them.
create table projection_offset (
  topic             text not null,
  partition         int not null,
  topic_id          uuid not null,
  next_offset       bigint not null,
  -- events only: the highest directive that these events answer; -1 is none
  directives_offset bigint not null,
  event_time        timestamptz,
  -- the views hold all that was in the log at this instant
  current_at        timestamptz,
  primary key (topic, partition)
) with (fillfactor = 50);

-- ---------------------------------------------------------------- what control keeps

create table definition (
  namespace  text not null,
  name       text not null,
  version    int not null,
  body       jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (namespace, name)
);

create table definition_version (
  namespace  text not null,
  name       text not null,
  version    int not null,
  body       jsonb not null,
  created_at timestamptz not null,
  primary key (namespace, name, version)
);

create table input (
  id           text primary key,
  namespace    text not null,
  content_type text,
  row_count    int not null,
  page_count   int not null,
  bytes        bigint not null,
  columns      jsonb,
  created_at   timestamptz not null,
  complete     boolean not null
);

create index input_by_creation on input (created_at);

create table input_page (
  input_id  text not null,
  page      int not null,
  first_row int not null,
  row_count int not null,
  rows      text not null,
  primary key (input_id, page)
);

-- Stored before the create directive is sent: the same key with another body is refused.
create table idempotency_key (
  namespace    text not null,
  key          text not null,
  batch_job_id uuid not null,
  request_hash text not null,
  created_at   timestamptz not null,
  primary key (namespace, key)
);

create index idempotency_key_by_job on idempotency_key (batch_job_id);
create index idempotency_key_by_creation on idempotency_key (created_at);

-- Numbers that a front door shows instead of an id.
create sequence job_number;
