package dev.windlass.control;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Tells a database that is away from one that refuses. */
public final class Outages {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private Outages() {}

  /** The refusal that says when to come back, where the failure comes from a lost connection. */
  public static Optional<Refusal> of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException e && away(e.getSQLState())) {
        return Optional.of(
            new Refusal(
                    ProblemCode.DATABASE_UNAVAILABLE,
                    "Postgres cannot be reached: try again later",
                    failure)
                .retryAfter(RETRY_AFTER));
      }
    }
    return Optional.empty();
  }

  /** Class 08 and 57P are lost connections; the pool's own failures have no state at all. */
  private static boolean away(String state) {
    return state == null || state.startsWith("08") || state.startsWith("57P");
  }
}
