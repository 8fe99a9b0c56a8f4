package dev.windlass.control;

import dev.windlass.access.Reach;
import dev.windlass.job.Definition;
import dev.windlass.wire.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tables definition and definition_version. */
final class DefinitionRows {
  private static final String COLUMNS = "select body, created_at, updated_at from definition ";

  private DefinitionRows() {}

  static Optional<StoredDefinition> find(
      Connection connection, String namespace, String name, boolean forUpdate) throws SQLException {
    String sql = COLUMNS + "where namespace = ? and name = ?" + (forUpdate ? " for update" : "");
    List<StoredDefinition> found = query(connection, sql, namespace, name);
    return found.stream().findFirst();
  }

  /** {@code namespace} and {@code text} narrow the list where they are not null. */
  static List<StoredDefinition> list(
      Connection connection,
      String namespace,
      Reach reach,
      String text,
      DefinitionKey after,
      int limit)
      throws SQLException {
    List<Object> values = new ArrayList<>();
    StringBuilder sql = new StringBuilder(COLUMNS).append("where true");
    if (namespace != null) {
      sql.append(" and namespace = ?");
      values.add(namespace);
    }
    if (!reach.all()) {
      sql.append(" and namespace = any(?)");
      values.add(reach.namespaces().toArray(String[]::new));
    }
    if (text != null) {
      sql.append(" and (strpos(lower(name), lower(?)) > 0");
      sql.append(" or strpos(lower(coalesce(body ->> 'description', '')), lower(?)) > 0)");
      values.add(text);
      values.add(text);
    }
    if (after != null) {
      sql.append(" and (namespace, name) > (?, ?)");
      values.add(after.namespace());
      values.add(after.name());
    }
    sql.append(" order by namespace, name limit ").append(limit);
    return query(connection, sql.toString(), values.toArray());
  }

  /** The next version of this name, also after it was deleted. */
  static int nextVersion(Connection connection, String namespace, String name) throws SQLException {
    String sql =
        "select coalesce(max(version), 0) + 1 from definition_version"
            + " where namespace = ? and name = ?";
    try (PreparedStatement statement = Sql.prepared(connection, sql, namespace, name);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getInt(1);
    }
  }

  static Optional<StoredDefinition> version(
      Connection connection, String namespace, String name, int version) throws SQLException {
    String sql =
        "select body, created_at, created_at from definition_version"
            + " where namespace = ? and name = ? and version = ?";
    return query(connection, sql, namespace, name, version).stream().findFirst();
  }

  /** Newest first, those before {@code before}. */
  static List<StoredDefinition> versions(
      Connection connection, String namespace, String name, int before, int limit)
      throws SQLException {
    String sql =
        "select body, created_at, created_at from definition_version"
            + " where namespace = ? and name = ? and version < ? order by version desc limit "
            + limit;
    return query(connection, sql, namespace, name, before);
  }

  /** False where another request has stored the name meanwhile. */
  static boolean insert(Connection connection, Definition definition, Instant now)
      throws SQLException {
    String sql =
        "insert into definition (namespace, name, version, body, created_at, updated_at)"
            + " values (?, ?, ?, ?::jsonb, ?, ?) on conflict do nothing";
    return Sql.update(
            connection,
            sql,
            definition.namespace(),
            definition.name(),
            definition.version(),
            json(definition),
            Sql.at(now),
            Sql.at(now))
        == 1;
  }

  static void replace(Connection connection, Definition definition, Instant now)
      throws SQLException {
    String sql =
        "update definition set version = ?, body = ?::jsonb, updated_at = ?"
            + " where namespace = ? and name = ?";
    Sql.update(
        connection,
        sql,
        definition.version(),
        json(definition),
        Sql.at(now),
        definition.namespace(),
        definition.name());
  }

  static void remember(Connection connection, Definition definition, Instant now)
      throws SQLException {
    String sql =
        "insert into definition_version (namespace, name, version, body, created_at)"
            + " values (?, ?, ?, ?::jsonb, ?)";
    Sql.update(
        connection,
        sql,
        definition.namespace(),
        definition.name(),
        definition.version(),
        json(definition),
        Sql.at(now));
  }

  static void delete(Connection connection, String namespace, String name) throws SQLException {
    Sql.update(
        connection, "delete from definition where namespace = ? and name = ?", namespace, name);
  }

  private static List<StoredDefinition> query(Connection connection, String sql, Object... values)
      throws SQLException {
    List<StoredDefinition> found = new ArrayList<>();
    try (PreparedStatement statement = Sql.prepared(connection, sql, values);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(
            new StoredDefinition(
                definition(rows),
                rows.getObject(2, OffsetDateTime.class).toInstant(),
                rows.getObject(3, OffsetDateTime.class).toInstant()));
      }
    }
    return found;
  }

  private static Definition definition(ResultSet rows) throws SQLException {
    return Json.read(rows.getString(1).getBytes(StandardCharsets.UTF_8), Definition.class);
  }

  private static String json(Definition definition) {
    return new String(Json.write(definition), StandardCharsets.UTF_8);
  }
}
