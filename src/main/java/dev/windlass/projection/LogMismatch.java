package dev.windlass.projection;

/** The log is not the one that the views came from, or lacks what comes next: nothing goes on. */
final class LogMismatch extends RuntimeException {
  LogMismatch(String message) {
    super(message);
  }
}
