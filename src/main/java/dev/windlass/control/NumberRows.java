package dev.windlass.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The sequence job_number: numbers that a front door shows instead of an id. */
final class NumberRows {
  private NumberRows() {}

  static long next(Connection connection) throws SQLException {
    try (PreparedStatement statement = Sql.prepared(connection, "select nextval('job_number')");
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
