package dev.windlass.testkit;

import dev.windlass.job.JobId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;

/** A view with many batch jobs, quickly: copies of one that has ended, which nobody ever ran. */
public final class CopiedBatchJobs {
  private static final String COPY =
      """
      insert into batch_job (id, version, epoch, status, namespace, definition, definition_version,
        requested_by, created_at, started_at, stopped_at, sub_jobs, labels, arguments, header,
        event_partition, event_offset, event_at)
      select copy.id, version, epoch, status, namespace, 'copy', definition_version, requested_by,
        created_at - interval '1 day' + place * interval '1 ms', started_at, stopped_at, sub_jobs,
        jsonb_build_object('copy', place::text), arguments,
        jsonb_set(header, '{id}', to_jsonb(copy.id)), event_partition, event_offset, event_at
      from batch_job, unnest(?) with ordinality as copy(id, place) where batch_job.id = ?
      """;

  private CopiedBatchJobs() {}

  /**
   * Of the definition {@code copy}, a day older than the one that they are copies of, each with a
   * label {@code copy} of its own: 1, 2, 3 ...
   */
  public static void of(UUID job, int count, Connection connection) throws SQLException {
    Instant then = Instant.now().minus(Duration.ofDays(1));
    UUID[] ids =
        IntStream.range(0, count)
            .mapToObj(i -> JobId.of(then.plusMillis(i), i % JobId.SLOTS, i).value())
            .toArray(UUID[]::new);
    try (PreparedStatement copy = connection.prepareStatement(COPY);
        Statement analyze = connection.createStatement()) {
      copy.setArray(1, connection.createArrayOf("uuid", ids));
      copy.setObject(2, job);
      if (copy.executeUpdate() != count) {
        throw new AssertionError("there is no batch job " + job + " to be copied");
      }
      analyze.execute("analyze batch_job");
    }
  }
}
