-- A directive to many batch jobs: what was asked, and how far it is. The counters are changed with
-- the items, so that nobody has to count them.
create table bulk_directive (
  id           text primary key,
  -- the client's idempotency key, and the hash of what it stood for
  key          text unique,
  request_hash text not null,
  body         jsonb not null,
  requested_by text,
  created_at   timestamptz not null,
  ended_at     timestamptz,
  total        int not null,
  applied      int not null default 0,
  accepted     int not null default 0,
  refused      int not null default 0
) with (fillfactor = 70);

create index bulk_directive_by_creation on bulk_directive (created_at desc, id desc);
create index bulk_directive_open on bulk_directive (created_at) where ended_at is null;

-- Which batch jobs it was for when it was asked, and what became of each.
create table bulk_directive_item (
  bulk_id      text not null references bulk_directive on delete cascade,
  position     int not null,
  batch_job_id uuid not null,
  -- pending, applied, accepted (in the log, its outcome came too late), refused
  state        text not null,
  code         text,
  reason       text,
  primary key (bulk_id, position)
) with (fillfactor = 70);

create index bulk_directive_item_pending on bulk_directive_item (bulk_id, position)
  where state = 'pending';

-- The newest failures of a batch job.
create index operation_result_failed on operation_result (batch_job_id, ended_at desc)
  where error is not null;
