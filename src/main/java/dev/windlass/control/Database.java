package dev.windlass.control;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Transactions of what control keeps. A database that cannot be reached is a refusal that says when
 * to come back; the data source is asked for only then, because a process without the role has
 * none.
 */
@ApplicationScoped
class Database {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private final Instance<AgroalDataSource> dataSource;

  Database(Instance<AgroalDataSource> dataSource) {
    this.dataSource = dataSource;
  }

  /** What is done with a connection in one transaction. */
  interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  <T> T transaction(Work<T> work) {
    try (Connection connection = dataSource.get().getConnection()) {
      connection.setAutoCommit(false);
      return committed(connection, work);
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private static <T> T committed(Connection connection, Work<T> work) throws SQLException {
    boolean done = false;
    try {
      T result = work.with(connection);
      connection.commit();
      done = true;
      return result;
    } finally {
      if (!done) {
        connection.rollback();
      }
      connection.setAutoCommit(true);
    }
  }

  /** Class 08 and 57P are lost connections; the pool's own failures have no state at all. */
  static RuntimeException failure(SQLException e) {
    String state = e.getSQLState();
    boolean away = state == null || state.startsWith("08") || state.startsWith("57P");
    return away
        ? new Refusal(
                ProblemCode.DATABASE_UNAVAILABLE, "Postgres cannot be reached: try again later", e)
            .retryAfter(RETRY_AFTER)
        : new IllegalStateException("Postgres refused a statement: " + e.getMessage(), e);
  }
}
