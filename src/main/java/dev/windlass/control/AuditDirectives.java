package dev.windlass.control;

import dev.windlass.audit.Chain;
import dev.windlass.audit.Deed;
import dev.windlass.wire.WireConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Directives whose outcome is known and not sealed yet. Of each partition of the events, the
 * projection writes the outcomes in the order of the log, so that all up to a place are there as
 * soon as the one at that place is; and a rebuild writes them at the same places again.
 */
@ApplicationScoped
class AuditDirectives {
  /** First up to where the view has come, then the rows: so nothing up to there is overlooked. */
  private static final String BEHIND =
      """
      select seen.partition, coalesce(sealed.next_offset, 0), seen.next_offset
      from projection_offset seen
      left join audit_cursor sealed on sealed.event_partition = seen.partition
      where seen.topic = ? and seen.next_offset > coalesce(sealed.next_offset, 0)
      order by 1
      """;

  /** Rows of before the column namespace have that of their batch job. */
  private static final String NEXT =
      """
      select known.event_offset, coalesce(known.namespace, job.namespace), known.decided_at,
             known.requested_by, known.origin, known.directive, known.batch_job_id, known.state,
             known.id, known.code, known.reason, known.requested_at
      from directive known
      left join batch_job job on known.namespace is null and job.id = known.batch_job_id
      where known.event_partition = ? and known.event_offset >= ? and known.event_offset < ?
      order by known.event_offset limit ?
      """;

  private static final String ADVANCE =
      "insert into audit_cursor values (?, ?)"
          + " on conflict (event_partition) do update set next_offset = excluded.next_offset";

  /** Of each partition from where it is sealed, by the index, and no further than the limit. */
  private static final String BACKLOG =
      """
      select count(*), min(oldest.decided_at)
      from projection_offset seen
      left join audit_cursor sealed on sealed.event_partition = seen.partition
      cross join lateral (
        select known.decided_at from directive known
        where known.event_partition = seen.partition
          and known.event_offset >= coalesce(sealed.next_offset, 0)
          and known.event_offset < seen.next_offset
        order by known.event_offset limit ?) oldest
      where seen.topic = ? and seen.next_offset > coalesce(sealed.next_offset, 0)
      """;

  private final String events;

  AuditDirectives(WireConfig wire) {
    this.events = wire.names().events();
  }

  private record Part(int partition, long from, long to) {}

  /** Of each partition so many; they count as sealed with this transaction. */
  List<Unsealed> take(Connection connection, int most) throws SQLException {
    List<Unsealed> taken = new ArrayList<>();
    for (Part part : behind(connection)) {
      take(connection, part, most, taken);
    }
    return taken;
  }

  AuditBacklog backlog(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            Sql.prepared(connection, BACKLOG, AuditBacklog.MOST, events);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return new AuditBacklog(row.getLong(1), Sql.instant(row, 2));
    }
  }

  private List<Part> behind(Connection connection) throws SQLException {
    List<Part> parts = new ArrayList<>();
    try (PreparedStatement statement = Sql.prepared(connection, BEHIND, events);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        parts.add(new Part(row.getInt(1), row.getLong(2), row.getLong(3)));
      }
    }
    return parts;
  }

  private static void take(Connection connection, Part part, int most, List<Unsealed> taken)
      throws SQLException {
    int before = taken.size();
    long next = part.to();
    try (PreparedStatement statement =
            Sql.prepared(connection, NEXT, part.partition(), part.from(), part.to(), most);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        taken.add(unsealed(row));
        next = taken.size() - before < most ? part.to() : row.getLong(1) + 1;
      }
    }
    Sql.update(connection, ADVANCE, part.partition(), next);
  }

  private static Unsealed unsealed(ResultSet row) throws SQLException {
    return new Unsealed(
        chain(row.getString(2)),
        new Deed(
            Sql.instant(row, 3),
            row.getString(4),
            row.getString(5),
            "batch-job." + (row.getString(6) == null ? "unreadable" : row.getString(6)),
            row.getString(7),
            row.getString(8),
            detail(row)));
  }

  private static Map<String, String> detail(ResultSet row) throws SQLException {
    Map<String, String> detail = new LinkedHashMap<>();
    detail.put("directiveId", row.getString(9));
    detail.put("code", row.getString(10));
    detail.put("reason", row.getString(11));
    detail.put("requestedTime", Times.text(Sql.instant(row, 12)));
    detail.values().removeIf(value -> value == null);
    return detail;
  }

  /** Who writes to the topic past all doors may name what is no namespace. */
  private static String chain(String namespace) {
    return namespace != null && DefinitionRules.NAME.matcher(namespace).matches()
        ? namespace
        : Chain.OF_ALL;
  }
}
