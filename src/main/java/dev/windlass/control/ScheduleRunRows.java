package dev.windlass.control;

import dev.windlass.control.ScheduleRun.Cause;
import dev.windlass.job.JobId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The table schedule_run. */
final class ScheduleRunRows {
  private ScheduleRunRows() {}

  /** Where a run is in a list that is read newest first. */
  record Place(Instant fireAt, JobId id) {}

  /** One that is there stays: the same fire may be sent twice. */
  static void insert(Connection connection, ScheduleRun run) throws SQLException {
    String sql =
        "insert into schedule_run"
            + " (batch_job_id, namespace, schedule, fire_at, cause, requested_by, reason)"
            + " values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing";
    Sql.update(
        connection,
        sql,
        run.id().value(),
        run.namespace(),
        run.schedule(),
        Sql.at(run.fireAt()),
        run.cause().name().toLowerCase(Locale.ROOT),
        run.requestedBy(),
        run.reason());
  }

  static void refuse(Connection connection, JobId id, String reason) throws SQLException {
    Sql.update(
        connection,
        "update schedule_run set reason = ? where batch_job_id = ?",
        reason,
        id.value());
  }

  static List<ScheduleRun> list(
      Connection connection, String namespace, String schedule, Place after, int limit)
      throws SQLException {
    List<Object> values = new ArrayList<>(List.of(namespace, schedule));
    StringBuilder sql =
        new StringBuilder(
            "select batch_job_id, fire_at, cause, requested_by, reason from schedule_run"
                + " where namespace = ? and schedule = ?");
    if (after != null) {
      sql.append(" and (fire_at, batch_job_id) < (?, ?)");
      values.add(Sql.at(after.fireAt()));
      values.add(after.id().value());
    }
    sql.append(" order by fire_at desc, batch_job_id desc limit ").append(limit);
    List<ScheduleRun> runs = new ArrayList<>();
    try (PreparedStatement statement = Sql.prepared(connection, sql.toString(), values.toArray());
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        runs.add(
            new ScheduleRun(
                new JobId(row.getObject(1, UUID.class)),
                namespace,
                schedule,
                row.getObject(2, OffsetDateTime.class).toInstant(),
                Cause.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                row.getString(4),
                row.getString(5)));
      }
    }
    return runs;
  }

  /** Those of batch jobs that are purged, or never were. */
  static int forget(Connection connection, Instant before, int most) throws SQLException {
    String sql =
        "delete from schedule_run where batch_job_id = any(array("
            + "select batch_job_id from schedule_run r where fire_at < ?"
            + " and not exists (select from batch_job b where b.id = r.batch_job_id)"
            + " order by fire_at limit ?))";
    return Sql.update(connection, sql, Sql.at(before), most);
  }
}
