-- What could not be read or applied, as any role put it aside: filled from the dead letters' topic.
-- Several letters of one role about one record - a reader that was started again meets it again -
-- are one row.
create table dead_letter (
  -- dl-<partition>-<offset>: the letter's place on the dead letters' topic
  id               text primary key,
  letter_partition int not null,
  letter_offset    bigint not null,
  topic            text not null,
  partition        int not null,
  -- the record's place; -1 where it came from no topic
  record_offset    bigint not null,
  -- what the topic is for: directives, events ...
  kind             text not null,
  role             text not null,
  reason           text not null,
  parked_at        timestamptz not null,
  record_key       bytea,
  value            bytea,
  -- JSON, as it stood in the letter; null where the letter has none
  headers          bytea,
  value_bytes      bigint not null,
  -- this is only the beginning of the record
  truncated        boolean not null
);

create unique index dead_letter_by_record on dead_letter (topic, partition, record_offset, role)
  where record_offset >= 0;

-- Lists are read newest first; the letter's place makes the order total.
create index dead_letter_by_time
  on dead_letter (parked_at desc, letter_partition desc, letter_offset desc);

-- What control keeps: which letters were sent again. It can't be rebuilt from the log.
create table dead_letter_redrive (
  letter_id     text primary key,
  times         int not null,
  redriven_at   timestamptz not null,
  redriven_by   text,
  -- where the record stands now
  partition     int not null,
  record_offset bigint not null
);

-- How many of the letters above there are, and how many of them were sent again, per kind of topic.
create table dead_letter_count (
  kind     text primary key,
  letters  bigint not null,
  redriven bigint not null
) with (fillfactor = 50);

-- A directive of which no more than its id can be read is refused, and what it asked for is not
-- known.
alter table directive alter column directive drop not null;
