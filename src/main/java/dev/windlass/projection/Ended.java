package dev.windlass.projection;

import dev.windlass.job.JobHeader;
import dev.windlass.job.JobStatus;
import java.util.List;

/** What ended between headers of one batch job. Pure. */
record Ended(long jobs, long subJobs, long operationsDone, long operationsFailed) {
  static final Ended NONE = new Ended(0, 0, 0, 0);

  /** The first of the chain may be null: nothing was there. */
  static Ended along(List<JobHeader> chain) {
    Ended sum = NONE;
    for (int i = 1; i < chain.size(); i++) {
      sum = sum.plus(between(chain.get(i - 1), chain.get(i)));
    }
    return sum;
  }

  Ended plus(Ended other) {
    return new Ended(
        jobs + other.jobs,
        subJobs + other.subJobs,
        operationsDone + other.operationsDone,
        operationsFailed + other.operationsFailed);
  }

  boolean nothing() {
    return equals(NONE);
  }

  private static Ended between(JobHeader before, JobHeader after) {
    Ended from = begun(before, after);
    return new Ended(
        over(after) && !isOver(before, after.epoch()) ? 1 : 0,
        Math.max(0, after.counts().ended() - from.subJobs),
        Math.max(0, after.operationsDone() - from.operationsDone),
        Math.max(0, after.operationsFailed() - from.operationsFailed));
  }

  /** What the epoch of {@code after} began with, or stood at before. */
  private static Ended begun(JobHeader before, JobHeader after) {
    if (before == null || before.epoch() != after.epoch() && after.clearedAt() > before.epoch()) {
      return NONE;
    }
    if (before.epoch() == after.epoch()) {
      return new Ended(
          0, before.counts().ended(), before.operationsDone(), before.operationsFailed());
    }
    long kept = before.counts().completed();
    long each = after.work() == null ? 0 : after.work().operationsPerSubJob();
    return new Ended(0, kept, kept * each, 0);
  }

  private static boolean isOver(JobHeader before, int epoch) {
    return before != null && before.epoch() == epoch && over(before);
  }

  private static boolean over(JobHeader job) {
    return job.status().ended() && job.status() != JobStatus.DELETED;
  }
}
