package dev.windlass.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The sequence job_number: numbers that a front door shows instead of an id. */
final class NumberRows {
  private static final String NEXT = "select nextval('job_number') from generate_series(1, ?)";

  private NumberRows() {}

  static long next(Connection connection) throws SQLException {
    return next(connection, 1).getFirst();
  }

  static List<Long> next(Connection connection, int many) throws SQLException {
    List<Long> numbers = new ArrayList<>();
    try (PreparedStatement statement = Sql.prepared(connection, NEXT, many);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        numbers.add(row.getLong(1));
      }
    }
    return numbers;
  }
}
