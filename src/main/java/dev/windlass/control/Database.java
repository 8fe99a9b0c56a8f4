package dev.windlass.control;

import dev.windlass.view.ViewConfig;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Transactions of what control keeps. A database that cannot be reached is a refusal that says when
 * to come back; the data source is asked for only then, because a process without the role has
 * none.
 */
@ApplicationScoped
class Database {
  private final Instance<AgroalDataSource> dataSource;
  private final String patience;

  Database(Instance<AgroalDataSource> dataSource, ViewConfig views) {
    this.dataSource = dataSource;
    this.patience = "set local statement_timeout = " + views.statementMs();
  }

  /** What is done with a connection in one transaction. */
  interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  <T> T transaction(Work<T> work) {
    return ended(work, true);
  }

  /** Does the work, and undoes it: what comes of it is what would have come of it. */
  <T> T rehearsal(Work<T> work) {
    return ended(work, false);
  }

  private <T> T ended(Work<T> work, boolean commit) {
    try (Connection connection = dataSource.get().getConnection()) {
      connection.setAutoCommit(false);
      Sql.update(connection, patience);
      return ended(connection, work, commit);
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private static <T> T ended(Connection connection, Work<T> work, boolean commit)
      throws SQLException {
    boolean done = false;
    try {
      T result = work.with(connection);
      if (commit) {
        connection.commit();
        done = true;
      }
      return result;
    } finally {
      if (!done) {
        connection.rollback();
      }
      connection.setAutoCommit(true);
    }
  }

  static RuntimeException failure(SQLException e) {
    return Outages.of(e)
        .<RuntimeException>map(refusal -> refusal)
        .orElseGet(
            () -> new IllegalStateException("Postgres refused a statement: " + e.getMessage(), e));
  }
}
