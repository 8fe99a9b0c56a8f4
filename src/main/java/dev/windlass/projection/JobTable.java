package dev.windlass.projection;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.windlass.job.Creation;
import dev.windlass.job.JobHeader;
import dev.windlass.view.RecentProgress;
import dev.windlass.wire.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The table {@code batch_job}. */
final class JobTable {
  private static final String KNOWN =
      "select id, header #>> '{}', recent #>> '{}' from batch_job where id = any(?)";

  private static final String UPSERT =
      """
      insert into batch_job as job
        (id, version, epoch, status, namespace, definition, definition_version, requested_by,
         created_at, started_at, stopped_at, sub_jobs, number, labels, arguments, input, header,
         recent, event_at, event_partition, event_offset)
      select * from json_to_recordset(cast(? as json)) as row
        (id uuid, version bigint, epoch int, status text, namespace text, definition text,
         definition_version int, requested_by text, created_at timestamptz,
         started_at timestamptz, stopped_at timestamptz, sub_jobs int, number bigint,
         labels jsonb, arguments jsonb, input jsonb, header jsonb,
         recent jsonb, event_at timestamptz, event_partition int, event_offset bigint)
      on conflict (id) do update set
        version = excluded.version, epoch = excluded.epoch, status = excluded.status,
        namespace = excluded.namespace, definition = excluded.definition,
        definition_version = excluded.definition_version, requested_by = excluded.requested_by,
        created_at = excluded.created_at, started_at = excluded.started_at,
        stopped_at = excluded.stopped_at, sub_jobs = excluded.sub_jobs,
        number = excluded.number,
        labels = coalesce(excluded.labels, job.labels),
        arguments = coalesce(excluded.arguments, job.arguments),
        input = coalesce(excluded.input, job.input),
        header = excluded.header,
        recent = excluded.recent, event_at = excluded.event_at,
        event_partition = excluded.event_partition, event_offset = excluded.event_offset
      where excluded.version > job.version
      """;

  private static final String DELETE = "delete from batch_job where id = any(?)";

  private record Row(
      UUID id,
      long version,
      int epoch,
      String status,
      String namespace,
      String definition,
      int definitionVersion,
      String requestedBy,
      Instant createdAt,
      Instant startedAt,
      Instant stoppedAt,
      int subJobs,
      Long number,
      RawValue labels,
      RawValue arguments,
      RawValue input,
      RawValue header,
      RawValue recent,
      Instant eventAt,
      int eventPartition,
      long eventOffset) {
    static Row of(Written written) {
      JobChange change = written.change();
      JobHeader job = change.header();
      Creation creation = change.creation();
      return new Row(
          job.id().value(),
          job.version(),
          job.epoch(),
          job.status().label(),
          job.namespace(),
          job.definition(),
          job.definitionVersion(),
          job.requestedBy(),
          job.createdTime(),
          job.startTime(),
          job.stopTime(),
          job.subJobs(),
          job.number(),
          creation == null ? null : Rows.column(creation.labels()),
          creation == null ? null : Rows.column(creation.arguments()),
          creation == null ? null : Rows.column(creation.input()),
          Rows.column(job),
          Rows.column(written.recent()),
          change.at(),
          change.partition(),
          change.offset());
    }
  }

  /** What is stored of a batch job that matters to the next change. */
  record Known(JobHeader header, RecentProgress recent) {}

  /** A change as it is stored. */
  record Written(JobChange change, RecentProgress recent) {
    static Written of(Known before, JobChange change) {
      RecentProgress recent = before == null ? null : before.recent();
      return new Written(change, RecentProgress.after(recent, change.header(), change.at()));
    }
  }

  private JobTable() {}

  /** Of those that are there. */
  static Map<UUID, Known> known(Connection connection, Collection<UUID> ids) throws SQLException {
    Map<UUID, Known> known = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(KNOWN)) {
      statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
      ResultSet rows = statement.executeQuery();
      while (rows.next()) {
        JobHeader header = json(rows.getString(2), JobHeader.class);
        RecentProgress recent = json(rows.getString(3), RecentProgress.class);
        known.put(rows.getObject(1, UUID.class), new Known(header, recent));
      }
    }
    return known;
  }

  private static <T> T json(String text, Class<T> type) {
    return text == null ? null : Json.read(text.getBytes(StandardCharsets.UTF_8), type);
  }

  static void upsert(Connection connection, List<Written> jobs) throws SQLException {
    Rows.update(connection, UPSERT, jobs.stream().map(Row::of).toList());
  }

  static void delete(Connection connection, List<UUID> ids) throws SQLException {
    if (ids.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
      statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
      statement.executeUpdate();
    }
  }
}
