-- Front doors find a batch job by its number.
create index batch_job_by_number on batch_job (number) where number is not null;
