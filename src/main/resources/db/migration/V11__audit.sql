-- Who changed what, when, from where, and what came of it: a chain of hashes for each namespace, to
-- which a sealer appends. Nobody else writes it, and nobody changes it.
create table audit_entry (
  -- '*' for what belongs to no single one
  namespace text not null,
  -- from 1, without gaps
  position  bigint not null,
  at        timestamptz not null,
  actor     text,
  origin    text,
  action    text not null,
  subject   text,
  outcome   text not null,
  detail    jsonb,
  previous  bytea not null,
  -- SHA-256 of all of the above
  hash      bytea not null,
  primary key (namespace, position)
);

-- Lists are read newest first, all or those about one thing.
create index audit_entry_by_time on audit_entry (at desc, namespace, position desc);
create index audit_entry_by_subject on audit_entry (subject, at desc);

-- Where each chain ends, and up to where it is no longer kept.
create table audit_chain (
  namespace       text primary key,
  position        bigint not null,
  hash            bytea not null,
  let_go_position bigint not null,
  let_go_hash     bytea not null
) with (fillfactor = 50);

-- Changes that are to be sealed, each written in the transaction that makes it.
create table audit_pending (
  id        bigint generated always as identity primary key,
  namespace text not null,
  at        timestamptz not null,
  actor     text,
  origin    text,
  action    text not null,
  subject   text,
  outcome   text not null,
  detail    jsonb
);

-- Up to where the directives of each partition of the events are sealed. They are found by their
-- place among the events, which no rebuild of the views changes.
create table audit_cursor (
  event_partition int primary key,
  next_offset     bigint not null
) with (fillfactor = 50);

-- Where a directive was asked, and the namespace of its batch job, which may never have existed.
-- Both are null in rows of before.
alter table directive add column namespace text;
alter table directive add column origin text;

create index directive_by_event on directive (event_partition, event_offset);
