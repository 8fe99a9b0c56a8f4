package dev.windlass.control;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Tells a database that is away, or too busy, from one that refuses. */
public final class Outages {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private static final String REPEAT = "; a repeat with the same id or Idempotency-Key is safe";

  /** Out of memory, connections or disk; deadlocks; a lock, or a statement, that took too long. */
  private static final Set<String> BUSY = Set.of("53", "40", "55", "57014");

  /** Lost connections; a server that ends, begins, or is a copy that only reads. */
  private static final Set<String> AWAY = Set.of("08", "57P", "25006");

  private Outages() {}

  /** The refusal that says when to come back, where the failure is one that passes. */
  public static Optional<Refusal> of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException e && code(e) != null) {
        return Optional.of(refusal(code(e), failure).retryAfter(RETRY_AFTER));
      }
    }
    return Optional.empty();
  }

  private static Refusal refusal(ProblemCode code, Throwable failure) {
    return code == ProblemCode.DATABASE_BUSY
        ? new Refusal(code, "Postgres does not answer in time: try again later" + REPEAT, failure)
        : new Refusal(code, "Postgres cannot be reached: try again later" + REPEAT, failure);
  }

  /** The pool's own failures have no state; null where it is no outage. */
  private static ProblemCode code(SQLException e) {
    if (e.getSQLState() == null) {
      return String.valueOf(e.getMessage()).contains("acquisition timeout")
          ? ProblemCode.DATABASE_BUSY
          : ProblemCode.DATABASE_UNAVAILABLE;
    }
    if (BUSY.stream().anyMatch(e.getSQLState()::startsWith)) {
      return ProblemCode.DATABASE_BUSY;
    }
    return AWAY.stream().anyMatch(e.getSQLState()::startsWith)
        ? ProblemCode.DATABASE_UNAVAILABLE
        : null;
  }
}
