package dev.windlass.bench;

import java.time.Duration;
import java.util.Arrays;

/** The instants at which the sub-jobs of a batch job began, in nanoseconds of some clock. */
final class Begins {
  private final long[] sorted;

  Begins(long[] instants) {
    this.sorted = instants.clone();
    Arrays.sort(sorted);
  }

  int count() {
    return sorted.length;
  }

  /**
   * Between the first and the last there is one interval less than there are beginnings: so no
   * window's edge cuts one off, which at 1 a second would be 3 % of half a minute.
   */
  double perSecond() {
    return (sorted.length - 1) * 1e9 / (sorted[sorted.length - 1] - sorted[0]);
  }

  /** The most in any stretch of this length, its end not counted. */
  int mostIn(Duration window) {
    int most = 0;
    int from = 0;
    for (int to = 0; to < sorted.length; to++) {
      while (sorted[to] - sorted[from] >= window.toNanos()) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    return most;
  }
}
