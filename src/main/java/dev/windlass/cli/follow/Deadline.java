package dev.windlass.cli.follow;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Until when somebody waits; the end of time where nobody said. */
public record Deadline(long nanos, boolean there) {
  /** Null is no deadline. */
  public static Deadline in(Duration time) {
    return time == null
        ? new Deadline(0, false)
        : new Deadline(System.nanoTime() + time.toNanos(), true);
  }

  public boolean passed() {
    return there && nanos - System.nanoTime() <= 0;
  }

  /** The given time, or what is left where that is less. */
  public Duration atMost(Duration time) {
    Duration left = Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    return there && left.compareTo(time) < 0 ? left : time;
  }

  public void sleep(Duration time) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(atMost(time).toNanos());
  }
}
