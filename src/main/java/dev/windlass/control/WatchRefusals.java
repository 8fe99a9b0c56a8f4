package dev.windlass.control;

import dev.windlass.watch.WatchRefusal;
import java.time.Duration;

/** Watching that can't begin, in the words of every front door. */
public final class WatchRefusals {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private WatchRefusals() {}

  public static Refusal refusal(WatchRefusal refusal) {
    return switch (refusal.reason()) {
      case POSITION_EXPIRED -> new Refusal(ProblemCode.POSITION_EXPIRED, refusal.getMessage());
      case POSITION_OF_OTHERS -> new Refusal(ProblemCode.INVALID_REQUEST, refusal.getMessage());
      case TOO_MANY ->
          new Refusal(ProblemCode.TOO_MANY_WATCHERS, refusal.getMessage()).retryAfter(RETRY_AFTER);
      case NOT_READY ->
          new Refusal(ProblemCode.LOG_UNAVAILABLE, refusal.getMessage()).retryAfter(RETRY_AFTER);
    };
  }
}
