-- How much work lies before the workers of each queue: sub-jobs that have not ended, of batch jobs
-- that are to go on. Like statistics: per partition of the events, changed by the difference.
create table backlog (
  event_partition int not null,
  queue           text not null,
  sub_jobs        bigint not null,
  primary key (event_partition, queue)
) with (fillfactor = 50);

-- What is there already counts: the differences that follow start from it.
insert into backlog
select event_partition, header -> 'work' ->> 'queue',
       sum(sub_jobs - (header -> 'counts' ->> 'completed')::bigint
           - (header -> 'counts' ->> 'completedWithErrors')::bigint
           - (header -> 'counts' ->> 'failed')::bigint
           - (header -> 'counts' ->> 'invalid')::bigint)
from batch_job
where status in ('queued', 'starting', 're-starting', 'running', 'pausing', 'paused')
group by 1, 2;
