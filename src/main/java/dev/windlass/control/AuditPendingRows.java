package dev.windlass.control;

import dev.windlass.audit.Deed;
import dev.windlass.wire.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table audit_pending. */
final class AuditPendingRows {
  private static final String INSERT =
      "insert into audit_pending (namespace, at, actor, origin, action, subject, outcome, detail)"
          + " values (?, ?, ?, ?, ?, ?, ?, ?::jsonb)";

  private static final String TAKE =
      """
      with taken as (
        delete from audit_pending
        where id = any(array(select id from audit_pending order by id limit ?))
        returning id, namespace, at, actor, origin, action, subject, outcome, detail)
      select namespace, at, actor, origin, action, subject, outcome, detail from taken order by id
      """;

  /** By the key, from its beginning: that is where the oldest are. */
  private static final String BACKLOG =
      "select count(*), min(at) from (select at from audit_pending order by id limit ?) oldest";

  private AuditPendingRows() {}

  static void insert(Connection connection, String namespace, Deed deed) throws SQLException {
    Sql.update(
        connection,
        INSERT,
        namespace,
        Sql.at(deed.at()),
        deed.actor(),
        deed.origin(),
        deed.action(),
        deed.subject(),
        deed.outcome(),
        json(deed.detail()));
  }

  /** The oldest, so many: they are gone with this transaction. */
  static List<Unsealed> take(Connection connection, int most) throws SQLException {
    List<Unsealed> taken = new ArrayList<>();
    try (PreparedStatement statement = Sql.prepared(connection, TAKE, most);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        taken.add(new Unsealed(row.getString(1), deed(row)));
      }
    }
    return taken;
  }

  static AuditBacklog backlog(Connection connection) throws SQLException {
    try (PreparedStatement statement = Sql.prepared(connection, BACKLOG, AuditBacklog.MOST);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return new AuditBacklog(row.getLong(1), Sql.instant(row, 2));
    }
  }

  private static Deed deed(ResultSet row) throws SQLException {
    return new Deed(
        Sql.instant(row, 2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        detail(row.getString(8)));
  }

  /** Null where there is nothing to tell. */
  static String json(Map<String, String> detail) {
    return detail.isEmpty() ? null : new String(Json.write(detail), StandardCharsets.UTF_8);
  }

  static Map<String, String> detail(String json) {
    if (json == null) {
      return Map.of();
    }
    Map<String, String> detail = new LinkedHashMap<>();
    Json.read(json.getBytes(StandardCharsets.UTF_8), Map.class)
        .forEach((name, value) -> detail.put(String.valueOf(name), String.valueOf(value)));
    return detail;
  }
}
