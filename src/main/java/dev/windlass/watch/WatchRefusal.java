package dev.windlass.watch;

/** Watching that can't begin. */
public final class WatchRefusal extends RuntimeException {
  public enum Reason {
    /** The log no longer has, or never had, what comes after the position. */
    POSITION_EXPIRED,
    /** The position does not name the partition of the batch job. */
    POSITION_OF_OTHERS,
    TOO_MANY,
    NOT_READY
  }

  private final Reason reason;

  WatchRefusal(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
