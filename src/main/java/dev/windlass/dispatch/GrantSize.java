package dev.windlass.dispatch;

import java.time.Duration;

/**
 * How many sub-jobs one grant carries: about as much work as the target says, measured as the job
 * goes; one while nothing is known yet, and one when they are long.
 */
public record GrantSize(Duration target, int most) {
  /**
   * Neighbouring paced sub-jobs share a grant only if each is expected to have ended by half of the
   * time between them.
   */
  private static final int PACED_SLACK = 2;

  public int of(long estimateMicros) {
    return estimateMicros <= 0 ? 1 : (int) Math.clamp(micros(target) / estimateMicros, 1, most);
  }

  /**
   * With a pace: a grant holds the beginnings of the look-ahead if its sub-jobs are short beside
   * the interval, else one.
   */
  public int paced(long estimateMicros, Duration interval, Duration lookAhead) {
    if (estimateMicros <= 0 || micros(interval) < PACED_SLACK * estimateMicros) {
      return 1;
    }
    return (int) Math.clamp(micros(lookAhead) / Math.max(1, micros(interval)), 1, most);
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
