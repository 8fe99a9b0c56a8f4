package dev.windlass.projection.rebuild;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Statements over two schemas: {@code live.} and {@code fresh.} before the name of a table say
 * which is meant.
 */
final class Sql {
  /** Where the views are built. */
  static final String FRESH = "windlass_rebuild";

  private final Connection connection;
  private final String live;

  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  Sql(Connection connection) throws SQLException {
    this.connection = connection;
    this.live = connection.getSchema();
    if (live == null || live.equals(FRESH)) {
      throw new CannotRebuild("the schema of the live views is not known: it is " + live);
    }
  }

  Connection connection() {
    return connection;
  }

  String live() {
    return live;
  }

  int run(String text, Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(text, values)) {
      return statement.executeUpdate();
    }
  }

  <T> List<T> rows(String text, Reader<T> reader, Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(text, values);
        ResultSet rows = statement.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(reader.read(rows));
      }
      return all;
    }
  }

  int number(String text, Object... values) throws SQLException {
    return rows(text, row -> row.getInt(1), values).getFirst();
  }

  private PreparedStatement prepare(String text, Object... values) throws SQLException {
    String named =
        text.replaceAll("\\blive\\.", '"' + live.replace("\"", "\"\"") + "\".")
            .replaceAll("\\bfresh\\.", FRESH + ".");
    PreparedStatement statement = connection.prepareStatement(named);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }
}
