-- Schedules: what is to be run, and when. Written by the API and by schedulers, not by events.
create table schedule (
  namespace     text not null,
  name          text not null,
  version       int not null,
  body          jsonb not null,
  created_at    timestamptz not null,
  updated_at    timestamptz not null,
  -- every fire up to here was sent, or left out for a reason
  handled_until timestamptz not null,
  -- null while it is paused, and when none will follow
  next_fire_at  timestamptz,
  primary key (namespace, name)
);

create index schedule_by_next_fire on schedule (next_fire_at) where next_fire_at is not null;

-- What came of each fire, and of each run that somebody asked for. The batch job itself is a view.
create table schedule_run (
  batch_job_id uuid primary key,
  namespace    text not null,
  schedule     text not null,
  -- the instant that the schedule names; of a run on demand, when it was asked for
  fire_at      timestamptz not null,
  -- time, missed, demand
  cause        text not null,
  requested_by text,
  -- why no batch job was asked for; null where one was
  reason       text
);

create index schedule_run_by_time on schedule_run (namespace, schedule, fire_at desc, batch_job_id desc);
create index schedule_run_by_fire on schedule_run (fire_at);
