package dev.windlass.job;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How many sub-jobs of a batch job may fail, or be invalid, before it does not go on. Those that
 * completed with errors are not among them: {@code failuresToIgnore} has forgiven them.
 *
 * <p>The budget says when a batch job is not worth going on with, not what becomes of one that
 * does: however few sub-jobs failed, one that failed makes the batch job failed in the end.
 *
 * @param count tolerated sub-jobs; 0 is none
 * @param percent tolerated sub-jobs in percent of all, rounded down; of both the lesser holds
 * @param minimum so many are tolerated whatever {@code percent} says, so that the first failure of
 *     a small batch job does not break it
 */
public record FailureBudget(Integer count, Double percent, Integer minimum, OnBreach onBreach) {
  public FailureBudget {
    onBreach = onBreach == null ? OnBreach.FAIL : onBreach;
  }

  /** What becomes of the batch job. */
  public enum OnBreach {
    /** Nothing new begins, what runs is interrupted, and it is failed. */
    FAIL,
    /** Nothing new begins, what runs ends its operation, and it waits for an unpause. */
    PAUSE
  }

  /** Tolerated among so many sub-jobs. */
  public int tolerated(int subJobs) {
    int byCount = count == null ? Integer.MAX_VALUE : count;
    int byPercent = percent == null ? Integer.MAX_VALUE : share(subJobs);
    return Math.min(byCount, byPercent);
  }

  private int share(int subJobs) {
    int share =
        BigDecimal.valueOf(percent)
            .multiply(BigDecimal.valueOf(subJobs))
            .movePointLeft(2)
            .setScale(0, RoundingMode.DOWN)
            .intValue();
    return minimum == null ? share : Math.max(minimum, share);
  }

  /** Whether it can be kept to at all; a front door says more exactly what is wrong. */
  public boolean possible() {
    return (count != null || percent != null)
        && (count == null || count >= 0)
        && (percent == null || percent >= 0 && percent <= 100)
        && (minimum == null || minimum >= 0 && percent != null);
  }
}
