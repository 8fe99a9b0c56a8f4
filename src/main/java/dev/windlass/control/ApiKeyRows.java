package dev.windlass.control;

import dev.windlass.access.Identity;
import dev.windlass.access.KeyHash;
import dev.windlass.access.Reach;
import dev.windlass.access.UserRole;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The table api_key. */
final class ApiKeyRows {
  private static final String COLUMNS =
      "select id, name, role, namespaces, session, created_at, created_by, expires_at from api_key";

  private ApiKeyRows() {}

  static void insert(Connection connection, ApiKey key, KeyHash hash) throws SQLException {
    Identity identity = key.identity();
    Array namespaces =
        identity.reach().all()
            ? null
            : connection.createArrayOf("text", identity.reach().namespaces().toArray());
    Sql.update(
        connection,
        "insert into api_key (id, hash, name, role, namespaces, session, created_at, created_by,"
            + " expires_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        key.id(),
        hash.hex(),
        identity.name(),
        identity.role().word(),
        namespaces,
        key.session(),
        Sql.at(key.createdAt()),
        key.createdBy(),
        Sql.atOrNull(key.expiresAt()));
  }

  static Optional<ApiKey> find(Connection connection, KeyHash hash) throws SQLException {
    return query(connection, COLUMNS + " where hash = ?", hash.hex()).stream().findFirst();
  }

  /** Not a session. */
  static Optional<ApiKey> find(Connection connection, String id) throws SQLException {
    String sql = COLUMNS + " where id = ? and not session for update";
    return query(connection, sql, id).stream().findFirst();
  }

  /** Newest first, without sessions. */
  static List<ApiKey> list(Connection connection, ApiKey.Place after, int limit)
      throws SQLException {
    String order = " order by created_at desc, id desc limit " + limit;
    return after == null
        ? query(connection, COLUMNS + " where not session" + order)
        : query(
            connection,
            COLUMNS + " where not session and (created_at, id) < (?, ?)" + order,
            Sql.at(after.createdAt()),
            after.id());
  }

  static void expire(Connection connection, String id, Instant at) throws SQLException {
    Sql.update(
        connection,
        "update api_key set expires_at = least(coalesce(expires_at, 'infinity'), ?) where id = ?",
        Sql.at(at),
        id);
  }

  static boolean delete(Connection connection, String id) throws SQLException {
    return Sql.update(connection, "delete from api_key where id = ?", id) == 1;
  }

  /** Of those that expired before that instant, so many. */
  static int forget(Connection connection, Instant before, int most) throws SQLException {
    String sql =
        "delete from api_key where id in"
            + " (select id from api_key where expires_at < ? limit "
            + most
            + ")";
    return Sql.update(connection, sql, Sql.at(before));
  }

  private static List<ApiKey> query(Connection connection, String sql, Object... values)
      throws SQLException {
    List<ApiKey> found = new ArrayList<>();
    try (PreparedStatement statement = Sql.prepared(connection, sql, values);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        found.add(
            new ApiKey(
                row.getString(1),
                new Identity(
                    row.getString(2),
                    UserRole.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                    reach(row.getArray(4))),
                row.getBoolean(5),
                Sql.instant(row, 6),
                row.getString(7),
                Sql.instant(row, 8)));
      }
    }
    return found;
  }

  private static Reach reach(Array namespaces) throws SQLException {
    return namespaces == null
        ? Reach.ALL
        : Reach.of(Arrays.asList((String[]) namespaces.getArray()));
  }
}
