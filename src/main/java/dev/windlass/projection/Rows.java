package dev.windlass.projection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.windlass.wire.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/**
 * Many rows as one parameter of a statement: a JSON array of objects whose fields are named like
 * the columns, which {@code json_to_recordset} turns into rows.
 */
final class Rows {
  private static final JsonMapper COLUMNS =
      (JsonMapper)
          Json.MAPPER.copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

  private Rows() {}

  static int update(Connection connection, String sql, Collection<? extends Record> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return 0;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, json(rows));
      return statement.executeUpdate();
    }
  }

  static String json(Collection<? extends Record> rows) {
    try {
      return storable(COLUMNS.writeValueAsString(rows));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write rows: " + e.getOriginalMessage(), e);
    }
  }

  /** A value for a column of JSON, with the names that it has on the wire; null stays null. */
  static RawValue column(Object value) {
    return value == null
        ? null
        : new RawValue(new String(Json.write(value), StandardCharsets.UTF_8));
  }

  /**
   * Postgres stores every character but U+0000; what a handler returned may have it, and becomes
   * the replacement character.
   */
  static String storable(String json) {
    return json.contains("\\u0000")
        ? json.replaceAll("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000", "$1\uFFFD")
        : json;
  }
}
