package dev.windlass.control;

import dev.windlass.job.JobId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** The table idempotency_key. */
final class IdempotencyRows {
  private IdempotencyRows() {}

  /** The batch job that the key stands for from now on, and the request that it was stored with. */
  record Claimed(JobId job, String requestHash) {}

  /** The first one wins, also of two at the same time. */
  static Claimed claim(
      Connection connection, String namespace, String key, JobId job, String hash, Instant now)
      throws SQLException {
    String insert =
        "insert into idempotency_key (namespace, key, batch_job_id, request_hash, created_at)"
            + " values (?, ?, ?, ?, ?) on conflict do nothing";
    int inserted = Sql.update(connection, insert, namespace, key, job.value(), hash, Sql.at(now));
    return inserted == 1 ? new Claimed(job, hash) : stored(connection, namespace, key);
  }

  private static Claimed stored(Connection connection, String namespace, String key)
      throws SQLException {
    String select =
        "select batch_job_id, request_hash from idempotency_key where namespace = ? and key = ?";
    try (PreparedStatement statement = Sql.prepared(connection, select, namespace, key);
        ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        throw new SQLException("the key was purged meanwhile", "08000");
      }
      return new Claimed(new JobId(rows.getObject(1, UUID.class)), rows.getString(2));
    }
  }
}
