-- After a restore, when the projection has caught up with the log and before the API is started: batch jobs that were made after
-- the back-up are in the views again, but the counter of numbers stands where it stood. No number is given twice.
select setval('job_number', greatest((select last_value from job_number), (select coalesce(max(number), 1) from batch_job)));
