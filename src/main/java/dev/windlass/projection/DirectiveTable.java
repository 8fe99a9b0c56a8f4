package dev.windlass.projection;

import dev.windlass.job.DirectiveKind;
import dev.windlass.job.DirectiveOutcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;

/**
 * The table {@code directive}: the first outcome stays, unless it was that the directive could not
 * be read, and a later version could.
 */
final class DirectiveTable {
  private static final String UPSERT =
      """
      insert into directive as known
        (batch_job_id, id, directive, state, code, reason, requested_by, requested_at, decided_at,
         event_partition, event_offset, namespace, origin)
      select * from json_to_recordset(cast(? as json)) as row
        (batch_job_id uuid, id text, directive text, state text, code text, reason text,
         requested_by text, requested_at timestamptz, decided_at timestamptz,
         event_partition int, event_offset bigint, namespace text, origin text)
      on conflict (batch_job_id, id) do update set
        directive = excluded.directive, requested_by = excluded.requested_by,
        namespace = excluded.namespace, origin = excluded.origin,
        state = excluded.state, code = excluded.code, reason = excluded.reason,
        requested_at = excluded.requested_at, decided_at = excluded.decided_at,
        event_partition = excluded.event_partition, event_offset = excluded.event_offset
      where known.state = 'repeated' and excluded.state <> 'repeated'
        or known.code = 'malformed' and excluded.code is distinct from 'malformed'
          and excluded.state <> 'repeated'
      """;

  private record Row(
      UUID batchJobId,
      String id,
      DirectiveKind directive,
      DirectiveOutcome.State state,
      String code,
      String reason,
      String requestedBy,
      Instant requestedAt,
      Instant decidedAt,
      int eventPartition,
      long eventOffset,
      String namespace,
      String origin) {
    static Row of(DirectiveChange change) {
      DirectiveOutcome outcome = change.outcome();
      return new Row(
          change.job().value(),
          outcome.id(),
          outcome.directive(),
          outcome.state(),
          outcome.code(),
          outcome.reason(),
          outcome.requestedBy(),
          outcome.time() == null ? change.decidedAt() : outcome.time(),
          change.decidedAt(),
          change.partition(),
          change.offset(),
          change.namespace(),
          outcome.origin());
    }
  }

  private DirectiveTable() {}

  static void upsert(Connection connection, Collection<DirectiveChange> changes)
      throws SQLException {
    Rows.update(connection, UPSERT, changes.stream().map(Row::of).toList());
  }
}
