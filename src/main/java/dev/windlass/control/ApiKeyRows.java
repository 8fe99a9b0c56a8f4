package dev.windlass.control;

import dev.windlass.access.Credential;
import dev.windlass.access.Identity;
import dev.windlass.access.KeyHash;
import dev.windlass.access.Reach;
import dev.windlass.access.UserRole;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/** The table api_key. */
final class ApiKeyRows {
  private static final String COLUMNS =
      "select id, hash, session, began, expires_at, name, role, namespaces, created_at, created_by"
          + " from api_key";

  private ApiKeyRows() {}

  static void insert(Connection connection, ApiKey key) throws SQLException {
    Identity identity = key.identity();
    Credential credential = identity.credential();
    Sql.update(
        connection,
        "insert into api_key (id, hash, session, began, expires_at, name, role, namespaces,"
            + " created_at, created_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        credential.id(),
        credential.key().hex(),
        credential.session(),
        credential.began() == null ? null : credential.began().hex(),
        Sql.atOrNull(credential.expiresAt()),
        identity.name(),
        identity.role().word(),
        Sql.reach(connection, identity.reach()),
        Sql.at(key.createdAt()),
        key.createdBy());
  }

  static Optional<ApiKey> find(Connection connection, KeyHash hash) throws SQLException {
    return query(connection, COLUMNS + " where hash = ?", hash.hex()).stream().findFirst();
  }

  static Optional<ApiKey> find(Connection connection, String id) throws SQLException {
    return query(connection, COLUMNS + " where id = ? for update", id).stream().findFirst();
  }

  /** Within the reach, newest first; of sessions those that are good. */
  static List<ApiKey> list(
      Connection connection, Reach reach, boolean sessions, ApiKey.Place after, int limit)
      throws SQLException {
    StringJoiner where = new StringJoiner(" and ", " where ", "");
    where.add(sessions ? "session and expires_at > now()" : "not session");
    List<Object> values = new ArrayList<>();
    if (!reach.all()) {
      where.add("namespaces <@ ?");
      values.add(Sql.reach(connection, reach));
    }
    if (after != null) {
      where.add("(created_at, id) < (?, ?)");
      values.addAll(List.of(Sql.at(after.createdAt()), after.id()));
    }
    String order = " order by created_at desc, id desc limit " + limit;
    return query(connection, COLUMNS + where + order, values.toArray());
  }

  /** With the sessions that began with it. */
  static void expire(Connection connection, ApiKey key, Instant at) throws SQLException {
    Sql.update(
        connection,
        "update api_key set expires_at = least(coalesce(expires_at, 'infinity'), ?)"
            + " where id = ? or began = ?",
        Sql.at(at),
        key.id(),
        hash(key));
  }

  /** With the sessions that began with it. */
  static void delete(Connection connection, ApiKey key) throws SQLException {
    String sql = "delete from api_key where id = ? or began = ?";
    Sql.update(connection, sql, key.id(), hash(key));
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
        found.add(new ApiKey(identity(row), Sql.instant(row, 9), row.getString(10)));
      }
    }
    return found;
  }

  private static Identity identity(ResultSet row) throws SQLException {
    UserRole role = UserRole.valueOf(row.getString(7).toUpperCase(Locale.ROOT));
    return new Identity(row.getString(6), role, Sql.reach(row, 8), credential(row));
  }

  private static Credential credential(ResultSet row) throws SQLException {
    String began = row.getString(4);
    return new Credential(
        row.getString(1),
        new KeyHash(row.getString(2)),
        row.getBoolean(3),
        began == null ? null : new KeyHash(began),
        Sql.instant(row, 5));
  }

  private static String hash(ApiKey key) {
    return key.identity().credential().key().hex();
  }
}
