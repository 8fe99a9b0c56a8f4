package dev.windlass.projection;

import dev.windlass.wire.WorkerRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The table {@code worker}. */
final class WorkerTable {
  private static final String UPSERT =
      """
      insert into worker as known
        (incarnation, name, queues, slots, busy, stuck, draining, grants_partition, version,
         started_at, last_seen_at)
      select incarnation, name, queues, slots, busy, stuck, draining, grants_partition, version,
         started_at, last_seen_at
      from json_to_recordset(cast(? as json)) as row
        (incarnation text, name text, queues text[], slots int, busy int, stuck int,
         draining boolean, grants_partition int, version text, started_at timestamptz,
         last_seen_at timestamptz)
      on conflict (incarnation) do update set
        name = excluded.name, queues = excluded.queues, slots = excluded.slots,
        busy = excluded.busy, stuck = excluded.stuck, draining = excluded.draining,
        grants_partition = excluded.grants_partition, version = excluded.version,
        started_at = excluded.started_at, last_seen_at = excluded.last_seen_at
      where excluded.last_seen_at >= known.last_seen_at
      """;

  private static final String DELETE = "delete from worker where incarnation = any(?)";
  private static final String FORGET = "delete from worker where last_seen_at < ?";

  private record Row(
      String incarnation,
      String name,
      List<String> queues,
      int slots,
      int busy,
      int stuck,
      boolean draining,
      int grantsPartition,
      String version,
      Instant startedAt,
      Instant lastSeenAt) {
    static Row of(WorkerRecord worker) {
      return new Row(
          worker.incarnation(),
          worker.name(),
          worker.queues() == null ? List.of() : worker.queues(),
          worker.slots(),
          worker.busy(),
          worker.stuck(),
          worker.draining(),
          worker.grantsPartition(),
          worker.version(),
          worker.startedAt() == null ? worker.at() : worker.startedAt(),
          worker.at());
    }
  }

  private WorkerTable() {}

  static void upsert(Connection connection, Collection<WorkerRecord> workers) throws SQLException {
    Rows.update(connection, UPSERT, workers.stream().map(Row::of).toList());
  }

  static void delete(Connection connection, Collection<String> incarnations) throws SQLException {
    if (incarnations.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
      statement.setArray(1, connection.createArrayOf("text", incarnations.toArray()));
      statement.executeUpdate();
    }
  }

  /** Those that died without a word. */
  static int forget(Connection connection, Instant silentSince) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FORGET)) {
      statement.setTimestamp(1, Timestamp.from(silentSince));
      return statement.executeUpdate();
    }
  }
}
