-- When Kafka is lost: forgets all that told of its log, so that the projection takes a new one. Batch jobs, their results, dead
-- letters and all that refers to them are gone afterwards: dump the database first. Everything is done, or nothing.
-- Kept: definition, definition_version, input, input_page, schedule, document, api_key, audit_entry, audit_chain, audit_pending.
begin;
truncate
  batch_job, sub_job_page, directive, statistics, backlog, throughput, projection_offset,
  operation_result, sub_job, sweep, worker,
  dead_letter, dead_letter_count, dead_letter_redrive,
  schedule_run, bulk_directive, bulk_directive_item, idempotency_key,
  audit_cursor;
commit;
