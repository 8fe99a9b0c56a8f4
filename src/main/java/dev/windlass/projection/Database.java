package dev.windlass.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Transactions that are tried again until Postgres takes them. */
final class Database {
  /** Bad data, a broken constraint, a limit of the program: trying again would not help. */
  private static final Set<String> POISON = Set.of("22", "23", "54");

  private final Supplier<? extends DataSource> source;
  private final Trouble trouble;

  /** What is done about a transaction that failed; it is tried again unless this throws. */
  interface Trouble {
    void met(SQLException cause, int tries);

    default void over() {}
  }

  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /** What Postgres will never take. */
  static final class Refused extends RuntimeException {
    Refused(SQLException cause) {
      super("Postgres refuses it: " + cause.getMessage(), cause);
    }
  }

  Database(Supplier<? extends DataSource> source, Patience patience, Condition condition) {
    this(source, new Waiting(patience, condition));
  }

  Database(Supplier<? extends DataSource> source, Trouble trouble) {
    this.source = source;
    this.trouble = trouble;
  }

  private record Waiting(Patience patience, Condition condition) implements Trouble {
    @Override
    public void met(SQLException cause, int tries) {
      condition.trouble(cause);
      patience.rest(tries);
    }

    @Override
    public void over() {
      condition.well();
    }
  }

  /** Work may run several times; at most one of them counts. */
  <T> T transaction(Work<T> work) {
    for (int tries = 0; ; tries++) {
      try {
        T result = once(work);
        trouble.over();
        return result;
      } catch (SQLException e) {
        if (poison(e)) {
          throw new Refused(e);
        }
        trouble.met(e, tries);
      }
    }
  }

  private <T> T once(Work<T> work) throws SQLException {
    try (Connection connection = source.get().getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.on(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        rollback(connection, e);
        throw e;
      }
    }
  }

  private static void rollback(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private static boolean poison(SQLException e) {
    return e.getSQLState() != null && POISON.contains(e.getSQLState().substring(0, 2));
  }
}
