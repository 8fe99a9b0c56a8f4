package dev.windlass.worker.handler;

import java.time.Duration;

/**
 * What became of an operation.
 *
 * @param error why it failed; null where it succeeded
 * @param output what it has to show, kept up to 32 KB; null where that is nothing
 * @param lasting it would fail again: it is not retried
 * @param retryAfter what the target asks for before the next try, or null; it is waited for as long
 *     as the definition's {@code maxBackoff} allows
 */
public record Outcome(String error, String output, boolean lasting, Duration retryAfter) {
  private static final Outcome DONE = new Outcome(null, null);

  public Outcome(String error, String output) {
    this(error, output, false, null);
  }

  public static Outcome success() {
    return DONE;
  }

  public static Outcome success(String output) {
    return output == null ? DONE : new Outcome(null, output);
  }

  public static Outcome failure(String error) {
    return new Outcome(error == null || error.isBlank() ? "no reason was given" : error, null);
  }

  /** The same failure, and no retry: another try would end the same way. */
  public Outcome notToBeRetried() {
    return new Outcome(error, output, true, null);
  }

  /** The same failure, and a retry not before this time has passed. */
  public Outcome retriedAfter(Duration wait) {
    return new Outcome(error, output, false, wait);
  }

  public boolean failed() {
    return error != null;
  }
}
