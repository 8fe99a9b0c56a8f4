package dev.windlass.control;

import dev.windlass.control.InputPages.InputPage;
import dev.windlass.wire.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;

/** The tables input and input_page. */
final class InputRows {
  private InputRows() {}

  static void insertPage(Connection connection, String input, InputPage page) throws SQLException {
    String sql =
        "insert into input_page (input_id, page, first_row, row_count, rows)"
            + " values (?, ?, ?, ?, ?)";
    String rows = new String(page.json(), StandardCharsets.UTF_8);
    Sql.update(connection, sql, input, page.number(), page.firstRow(), page.rows(), rows);
  }

  /** Last, so that nobody sees an input without all its pages. */
  static void insert(Connection connection, StoredInput input) throws SQLException {
    String sql =
        "insert into input (id, namespace, content_type, row_count, page_count, bytes, columns,"
            + " created_at, complete) values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, true)";
    Sql.update(
        connection,
        sql,
        input.id(),
        input.namespace(),
        input.contentType(),
        input.rows(),
        input.pages(),
        input.bytes(),
        new String(Json.write(input.columns()), StandardCharsets.UTF_8),
        Sql.at(input.createdAt()));
  }

  static Optional<StoredInput> find(Connection connection, String id, boolean forUpdate)
      throws SQLException {
    String sql =
        "select id, namespace, content_type, row_count, page_count, bytes, columns, created_at"
            + " from input where id = ? and complete"
            + (forUpdate ? " for update" : "");
    try (PreparedStatement statement = Sql.prepared(connection, sql, id);
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? Optional.of(input(rows)) : Optional.empty();
    }
  }

  static Optional<RowsPage> page(Connection connection, String input, int page)
      throws SQLException {
    String sql =
        "select input_id, page, first_row, row_count, rows from input_page"
            + " where input_id = ? and page = ?";
    return page(connection, sql, input, page);
  }

  /** The page that holds the row; one past the end gives none. */
  static Optional<RowsPage> pageOfRow(Connection connection, String input, int row)
      throws SQLException {
    String sql =
        "select input_id, page, first_row, row_count, rows from input_page"
            + " where input_id = ? and first_row <= ? and first_row + row_count > ?";
    return page(connection, sql, input, row, row);
  }

  static boolean used(Connection connection, String id) throws SQLException {
    String sql = "select 1 from batch_job where input is not null and input ->> 'id' = ? limit 1";
    try (PreparedStatement statement = Sql.prepared(connection, sql, id);
        ResultSet rows = statement.executeQuery()) {
      return rows.next();
    }
  }

  static void delete(Connection connection, String id) throws SQLException {
    Sql.update(connection, "delete from input_page where input_id = ?", id);
    Sql.update(connection, "delete from input where id = ?", id);
  }

  private static Optional<RowsPage> page(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = Sql.prepared(connection, sql, values);
        ResultSet rows = statement.executeQuery()) {
      return rows.next()
          ? Optional.of(
              new RowsPage(
                  rows.getString(1),
                  rows.getInt(2),
                  rows.getInt(3),
                  rows.getInt(4),
                  rows.getString(5)))
          : Optional.empty();
    }
  }

  private static StoredInput input(ResultSet rows) throws SQLException {
    byte[] columns = rows.getString(7).getBytes(StandardCharsets.UTF_8);
    return new StoredInput(
        rows.getString(1),
        rows.getString(2),
        rows.getString(3),
        rows.getInt(4),
        rows.getInt(5),
        rows.getLong(6),
        Arrays.asList(Json.read(columns, String[].class)),
        rows.getObject(8, OffsetDateTime.class).toInstant());
  }
}
