-- By how much there were more sub-jobs running, and more work before the workers, at the end of the
-- ten seconds than at their beginning: from what there is now, what there was follows.
alter table throughput add column running_change bigint not null default 0;
alter table throughput add column backlog_change bigint not null default 0;
