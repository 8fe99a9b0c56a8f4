package dev.windlass.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * The tables {@code operation_result} and {@code sub_job}: results, and what they add up to. The
 * sums change by the difference of old and new results, in the statement that stores these.
 */
final class ResultTable {
  private static final String UPSERT =
      """
      with incoming as (
        select row.* from json_to_recordset(cast(? as json)) as row
          (batch_job_id uuid, sub_job_index int, epoch int, iteration bigint, case_index int,
           grant_number bigint, case_id text, attempt int, tries int, worker text,
           ended_at timestamptz, duration_ms bigint, error text, output text,
           output_truncated boolean, is_last boolean)
        left join batch_job job on job.id = row.batch_job_id
        where job.id is null or row.epoch >= cast(job.header ->> 'clearedAt' as int)
      ), known as (
        select batch_job_id, sub_job_index, epoch, iteration, case_index,
          result.error is not null as failed
        from operation_result result
        join incoming using (batch_job_id, sub_job_index, epoch, iteration, case_index)
      ), stored as (
        insert into operation_result as result
          (batch_job_id, sub_job_index, epoch, iteration, case_index, grant_number, case_id,
           attempt, tries, worker, ended_at, duration_ms, error, output, output_truncated, is_last)
        select * from incoming
        on conflict (batch_job_id, sub_job_index, epoch, iteration, case_index) do update set
          grant_number = excluded.grant_number, case_id = excluded.case_id,
          attempt = excluded.attempt, tries = excluded.tries, worker = excluded.worker,
          ended_at = excluded.ended_at, duration_ms = excluded.duration_ms,
          error = excluded.error, output = excluded.output,
          output_truncated = excluded.output_truncated, is_last = excluded.is_last
        where excluded.grant_number > result.grant_number
        returning batch_job_id, sub_job_index, epoch, iteration, case_index,
          error is not null as failed, worker, ended_at
      ), summed as (
        select batch_job_id, sub_job_index, epoch,
          count(*) filter (where stored.failed) - count(*) filter (where known.failed) as failures,
          count(*) filter (where known.failed is null) as operations,
          (array_agg(stored.worker order by stored.ended_at desc))[1] as worker,
          min(stored.ended_at) as first_at, max(stored.ended_at) as last_at
        from stored
        left join known using (batch_job_id, sub_job_index, epoch, iteration, case_index)
        group by batch_job_id, sub_job_index, epoch
      )
      insert into sub_job as told
        (batch_job_id, sub_job_index, epoch, failures, operations, worker, first_at, last_at)
      select distinct on (batch_job_id, sub_job_index) * from summed
      order by batch_job_id, sub_job_index, epoch desc
      on conflict (batch_job_id, sub_job_index) do update set
        epoch = excluded.epoch,
        failures = excluded.failures
          + case when told.epoch = excluded.epoch then told.failures else 0 end,
        operations = excluded.operations
          + case when told.epoch = excluded.epoch then told.operations else 0 end,
        worker = excluded.worker,
        first_at = case when told.epoch = excluded.epoch
          then least(told.first_at, excluded.first_at) else excluded.first_at end,
        last_at = case when told.epoch = excluded.epoch
          then greatest(told.last_at, excluded.last_at) else excluded.last_at end
      where excluded.epoch >= told.epoch
      returning batch_job_id, sub_job_index, epoch, operations
      """;

  /** Only of endless iterations: those of others are as many as there are operations. */
  private static final String TRIM =
      """
      with oldest as (
        select iteration, case_index from operation_result
        where batch_job_id = ? and sub_job_index = ? and epoch = ?
          and exists (select from batch_job
            where id = batch_job_id and header -> 'work' ->> 'iterations' = '0')
        order by iteration desc, case_index desc offset ? limit 1
      ), gone as (
        delete from operation_result result using oldest
        where result.batch_job_id = ? and result.sub_job_index = ? and result.epoch = ?
          and (result.iteration, result.case_index) <= (oldest.iteration, oldest.case_index)
        returning 1
      )
      update sub_job set operations = operations - (select count(*) from gone)
      where batch_job_id = ? and sub_job_index = ? and epoch = ?
      """;

  private record Told(UUID job, int index, int epoch) {}

  private ResultTable() {}

  /** Of each sub-job with endless iterations {@code kept} to twice as many rows stay. */
  static void upsert(Connection connection, Collection<ResultChanges.Row> rows, int kept)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    List<Told> many = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(UPSERT)) {
      statement.setString(1, Rows.json(rows));
      ResultSet told = statement.executeQuery();
      while (told.next()) {
        if (told.getLong(4) > 2L * kept) {
          many.add(new Told(told.getObject(1, UUID.class), told.getInt(2), told.getInt(3)));
        }
      }
    }
    for (Told subJob : many) {
      trim(connection, subJob, kept);
    }
  }

  private static void trim(Connection connection, Told subJob, int kept) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TRIM)) {
      int next = key(statement, 1, subJob);
      statement.setInt(next, kept);
      key(statement, key(statement, next + 1, subJob), subJob);
      statement.executeUpdate();
    }
  }

  private static int key(PreparedStatement statement, int at, Told subJob) throws SQLException {
    statement.setObject(at, subJob.job());
    statement.setInt(at + 1, subJob.index());
    statement.setInt(at + 2, subJob.epoch());
    return at + 3;
  }
}
