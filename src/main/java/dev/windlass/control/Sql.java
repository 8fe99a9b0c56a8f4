package dev.windlass.control;

import dev.windlass.access.Reach;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/** Statements with their values. */
final class Sql {
  private Sql() {}

  static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  static OffsetDateTime atOrNull(Instant instant) {
    return instant == null ? null : at(instant);
  }

  /** Null where there is none. */
  static Instant instant(ResultSet row, int column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /** Null stands for all. */
  static Array reach(Connection connection, Reach reach) throws SQLException {
    return reach.all() ? null : connection.createArrayOf("text", reach.namespaces().toArray());
  }

  static Reach reach(ResultSet row, int column) throws SQLException {
    Array names = row.getArray(column);
    return names == null ? Reach.ALL : Reach.of(Arrays.asList((String[]) names.getArray()));
  }

  static PreparedStatement prepared(Connection connection, String sql, Object... values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  static int update(Connection connection, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = prepared(connection, sql, values)) {
      return statement.executeUpdate();
    }
  }
}
