package dev.windlass.dispatch;

import java.time.Duration;
import java.time.Instant;

/**
 * How many sub-jobs one grant carries: about as much work as the target says, measured as the job
 * goes; one while nothing is known yet, and one when they are long.
 */
public record GrantSize(Duration target, int most) {
  /** A paced sub-job is expected to have ended by half of the time until the next of its grant. */
  private static final int PACED_SLACK = 2;

  public int of(long estimateMicros) {
    return estimateMicros <= 0 ? 1 : (int) Math.clamp(micros(target) / estimateMicros, 1, most);
  }

  /**
   * The beginnings of the look-ahead, in as few shares as give each sub-job the time that it takes
   * and as much again; {@code scarce} where there are not enough slots for that. Of sub-jobs that
   * are long, or of which nothing is known, one has a grant.
   */
  public Reservation paced(
      long estimateMicros, Instant first, Duration interval, Duration lookAhead, boolean scarce) {
    long all = Math.clamp(lookAhead.dividedBy(interval), 1, most);
    long needed = (scarce ? 1 : PACED_SLACK) * estimateMicros * 1_000;
    long shares = Math.max(1, Math.ceilDiv(needed, interval.toNanos()));
    long each = estimateMicros <= 0 ? 1 : all / shares;
    return each < 2
        ? new Reservation(first, interval, 1, 1, 0)
        : new Reservation(first, interval, (int) shares, (int) each, 0);
  }

  /** The estimate after so many sub-jobs took so long: newer ones weigh a quarter. */
  public static long estimate(long before, int ended, long busyMicros) {
    if (ended <= 0) {
      return before;
    }
    long sample = Math.max(1, busyMicros / ended);
    return before == 0 ? sample : Math.max(1, (3 * before + sample) / 4);
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }
}
