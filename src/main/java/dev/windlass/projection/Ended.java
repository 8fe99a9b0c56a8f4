package dev.windlass.projection;

import dev.windlass.job.JobHeader;
import dev.windlass.job.JobStatus;

/** What ended between two headers of one batch job. Pure. */
record Ended(long jobs, long subJobs, long operationsDone, long operationsFailed) {
  static final Ended NONE = new Ended(0, 0, 0, 0);

  /** The first may be null: nothing was there. */
  static Ended between(JobHeader before, JobHeader after) {
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

  static boolean over(JobHeader job) {
    return job.status().ended() && job.status() != JobStatus.DELETED;
  }
}
