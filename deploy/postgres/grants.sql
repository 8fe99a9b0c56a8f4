-- What each role of Windlass may do in its database, and nothing more. After each migration, by the owner of the tables:
--   psql -v ON_ERROR_STOP=1 -d windlass -U windlass_owner -f grants.sql
-- It may be run again at any time: nobody sees it half done.
begin;
revoke all on all tables in schema public from windlass_api, windlass_projection, windlass_scheduler;
revoke all on all sequences in schema public from windlass_api, windlass_projection, windlass_scheduler;

-- Projection: makes the views, and deletes everything of a batch job that is purged.
grant select, insert, update, delete
  on batch_job, sub_job_page, operation_result, sub_job, directive, worker, sweep to windlass_projection;
grant select, insert, update
  on statistics, throughput, backlog, projection_offset, dead_letter_count to windlass_projection;
grant select, insert, delete on dead_letter to windlass_projection;
grant select on audit_cursor to windlass_projection;
grant select, delete
  on dead_letter_redrive, idempotency_key, input, input_page to windlass_projection;

-- API: reads the views; keeps what clients give it.
grant select
  on batch_job, sub_job_page, operation_result, sub_job, directive, worker, statistics, throughput, backlog,
     projection_offset, dead_letter, dead_letter_count, dead_letter_redrive,
     definition, definition_version, input, input_page, idempotency_key,
     schedule, schedule_run, document, bulk_directive, bulk_directive_item to windlass_api;
grant insert, update, delete on definition, schedule, document, input to windlass_api;
grant insert, update on schedule_run, bulk_directive, bulk_directive_item, dead_letter_redrive to windlass_api;
grant insert, delete on input_page to windlass_api;
grant insert on definition_version, idempotency_key to windlass_api;
grant update on dead_letter_count to windlass_api;
grant select, insert, update, delete on api_key to windlass_api;
grant select, insert on audit_pending to windlass_api;
grant select on audit_entry, audit_chain, audit_cursor to windlass_api;
grant usage on sequence job_number to windlass_api;

-- Scheduler: sends what is due, forgets what is old, and seals the audit.
grant select on definition, input, batch_job, schedule, schedule_run, bulk_directive to windlass_scheduler;
grant update on schedule to windlass_scheduler;
grant insert, delete on schedule_run to windlass_scheduler;
grant delete on bulk_directive to windlass_scheduler;
grant select, delete on api_key to windlass_scheduler;
grant select on directive, projection_offset to windlass_scheduler;
grant select, insert, delete on audit_entry, audit_pending to windlass_scheduler;
grant select, insert, update on audit_chain, audit_cursor to windlass_scheduler;
grant usage on sequence job_number to windlass_scheduler;
commit;
