package dev.windlass.control;

import dev.windlass.access.Reach;
import dev.windlass.audit.AuditEntry;
import dev.windlass.audit.Chain;
import dev.windlass.audit.ChainHead;
import dev.windlass.audit.Deed;
import dev.windlass.wire.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables audit_entry and audit_chain. */
final class AuditRows {
  private static final HexFormat HEX = HexFormat.of();

  private static final String COLUMNS =
      "select namespace, position, at, actor, origin, action, subject, outcome, detail, previous,"
          + " hash from audit_entry ";

  private static final String APPEND =
      """
      insert into audit_entry
        (namespace, position, at, actor, origin, action, subject, outcome, detail, previous, hash)
      select namespace, position, at, actor, origin, action, subject, outcome, detail,
             decode(previous, 'hex'), decode(hash, 'hex')
      from json_to_recordset(cast(? as json)) as row
        (namespace text, position bigint, at timestamptz, actor text, origin text, action text,
         subject text, outcome text, detail jsonb, previous text, hash text)
      """;

  private static final String CHAINS =
      "select namespace, position, hash, let_go_position, let_go_hash from audit_chain ";

  private static final String KEEP =
      """
      insert into audit_chain values (?, ?, ?, ?, ?)
      on conflict (namespace) do update set position = excluded.position, hash = excluded.hash,
        let_go_position = excluded.let_go_position, let_go_hash = excluded.let_go_hash
      """;

  private record Row(
      String namespace,
      long position,
      Instant at,
      String actor,
      String origin,
      String action,
      String subject,
      String outcome,
      Map<String, String> detail,
      String previous,
      String hash) {
    static Row of(AuditEntry entry) {
      Deed deed = entry.deed();
      return new Row(
          entry.namespace(),
          entry.position(),
          deed.at(),
          deed.actor(),
          deed.origin(),
          deed.action(),
          deed.subject(),
          deed.outcome(),
          deed.detail().isEmpty() ? null : deed.detail(),
          entry.previous(),
          entry.hash());
    }
  }

  private AuditRows() {}

  static void append(Connection connection, Collection<AuditEntry> entries) throws SQLException {
    byte[] rows = Json.write(entries.stream().map(Row::of).toList());
    Sql.update(connection, APPEND, new String(rows, StandardCharsets.UTF_8));
  }

  static void keep(Connection connection, Chain chain) throws SQLException {
    Sql.update(
        connection,
        KEEP,
        chain.namespace(),
        chain.head().position(),
        HEX.parseHex(chain.head().hash()),
        chain.letGo().position(),
        HEX.parseHex(chain.letGo().hash()));
  }

  static Optional<Chain> chain(Connection connection, String namespace) throws SQLException {
    return queryChains(connection, CHAINS + "where namespace = ?", namespace).stream().findFirst();
  }

  static List<Chain> chains(Connection connection, Reach reach) throws SQLException {
    return reach.all()
        ? queryChains(connection, CHAINS + "order by namespace")
        : queryChains(
            connection,
            CHAINS + "where namespace = any(?) order by namespace",
            (Object) reach.namespaces().toArray(String[]::new));
  }

  /** In the order of the chain. */
  static List<AuditEntry> entries(Connection connection, String namespace, long after, int limit)
      throws SQLException {
    String sql = COLUMNS + "where namespace = ? and position > ? order by position limit " + limit;
    return query(connection, sql, namespace, after);
  }

  static Optional<AuditEntry> entry(Connection connection, String namespace, long position)
      throws SQLException {
    String sql = COLUMNS + "where namespace = ? and position = ?";
    return query(connection, sql, namespace, position).stream().findFirst();
  }

  /** Newest first. */
  static List<AuditEntry> list(Connection connection, AuditQuery query, int limit)
      throws SQLException {
    String order = " order by at desc, namespace, position desc limit " + limit;
    return query(connection, COLUMNS + query.where() + order, query.values());
  }

  /** Of the oldest so many, the last that stands before the first that is not older than that. */
  static long lastBefore(Connection connection, String namespace, Instant before, int most)
      throws SQLException {
    String sql =
        "select coalesce(min(position) filter (where at >= ?), max(position) + 1, 1) - 1 from"
            + " (select position, at from audit_entry where namespace = ? order by position limit ?)"
            + " oldest";
    try (PreparedStatement statement =
            Sql.prepared(connection, sql, Sql.at(before), namespace, most);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  static int deleteUpTo(Connection connection, ChainHead letGo) throws SQLException {
    String sql = "delete from audit_entry where namespace = ? and position <= ?";
    return Sql.update(connection, sql, letGo.namespace(), letGo.position());
  }

  private static List<Chain> queryChains(Connection connection, String sql, Object... values)
      throws SQLException {
    List<Chain> found = new ArrayList<>();
    try (PreparedStatement statement = Sql.prepared(connection, sql, values);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        String namespace = row.getString(1);
        found.add(
            new Chain(
                new ChainHead(namespace, row.getLong(2), HEX.formatHex(row.getBytes(3))),
                new ChainHead(namespace, row.getLong(4), HEX.formatHex(row.getBytes(5)))));
      }
    }
    return found;
  }

  private static List<AuditEntry> query(Connection connection, String sql, Object... values)
      throws SQLException {
    List<AuditEntry> found = new ArrayList<>();
    try (PreparedStatement statement = Sql.prepared(connection, sql, values);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        found.add(
            new AuditEntry(
                row.getString(1),
                row.getLong(2),
                deed(row),
                HEX.formatHex(row.getBytes(10)),
                HEX.formatHex(row.getBytes(11))));
      }
    }
    return found;
  }

  private static Deed deed(ResultSet row) throws SQLException {
    return new Deed(
        Sql.instant(row, 3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        AuditPendingRows.detail(row.getString(9)));
  }
}
