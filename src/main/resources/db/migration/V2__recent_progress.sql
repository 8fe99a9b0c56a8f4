-- How fast a batch job goes now. What it had done at two instants not long ago, while it runs
-- without a break; null otherwise. It depends on which events were read together, so that a view
-- that is rebuilt may have other instants here: it is the one column of a batch job that may differ.
alter table batch_job add column recent jsonb;

-- The time of the newest event.
alter table batch_job add column event_at timestamptz;
