package dev.windlass.view;

import dev.windlass.job.JobHeader;
import dev.windlass.job.JobStatus;
import java.time.Duration;
import java.time.Instant;

/**
 * What a running batch job had done at two instants not long ago. The difference of its newest
 * header to the older one says how fast it goes now; the newer one takes its place a few seconds
 * later, so that what is compared lies 5 to 10 seconds back, or as far as two operations that took
 * longer. Pure.
 *
 * <p>It speaks of one stretch of running: every start, pause and unpause has a control version of
 * its own, so that no pause is ever counted as slowness, not even one that began and ended among
 * events that were read together.
 */
public record RecentProgress(int epoch, long controlVersion, Sample older, Sample newer) {
  static final Duration STEP = Duration.ofSeconds(5);

  /** A shorter time says more of chance than of speed. */
  static final Duration LEAST = Duration.ofSeconds(1);

  /**
   * Workers tell every second what they did: so long a silence does not count as standing still.
   */
  static final Duration UNTOLD = Duration.ofSeconds(2);

  /** Operations that had ended at an instant. */
  public record Sample(long done, Instant at) {}

  /** Null where it does not run. */
  public static RecentProgress after(RecentProgress before, JobHeader header, Instant at) {
    if (header.status() != JobStatus.RUNNING) {
      return null;
    }
    Sample now = new Sample(header.operationsDone(), at);
    if (before == null || !before.speaksOf(header)) {
      return new RecentProgress(header.epoch(), header.controlVersion(), now, now);
    }
    return before.isDue(now)
        ? new RecentProgress(before.epoch, before.controlVersion, before.newer, now)
        : before;
  }

  /**
   * Operations that end per second; null where nothing is known.
   *
   * @param at the time of the event that the header comes from
   * @param asOf the instant up to which the view is known to hold everything
   */
  public Double perSecond(JobHeader header, Instant at, Instant asOf) {
    if (header.status() != JobStatus.RUNNING || !speaksOf(header)) {
      return null;
    }
    Instant silent = asOf.minus(UNTOLD);
    Duration passed = Duration.between(older.at, at.isAfter(silent) ? at : silent);
    return passed.compareTo(LEAST) < 0
        ? null
        : Double.valueOf((header.operationsDone() - older.done) * 1000.0 / passed.toMillis());
  }

  private boolean isDue(Sample now) {
    return now.done > newer.done && !now.at.isBefore(newer.at.plus(STEP));
  }

  private boolean speaksOf(JobHeader header) {
    return epoch == header.epoch() && controlVersion == header.controlVersion();
  }
}
