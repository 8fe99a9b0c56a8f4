package dev.windlass.job;

import java.util.List;

/**
 * What the coordinator answers one worker, on the partition of the grants topic that the worker
 * named.
 */
public sealed interface Reply {
  JobId job();

  /**
   * Run these sub-jobs, in this order, from these positions. {@code beginAfterMs}, where the job is
   * paced, says for each sub-job how long after the receipt of the grant it begins. The worker
   * obeys the control record of {@code controlVersion} or a newer one.
   */
  record Granted(
      JobId job,
      long task,
      long grant,
      String nonce,
      int epoch,
      long controlVersion,
      List<Range> ranges,
      List<Begun> begun,
      List<Integer> beginAfterMs)
      implements Reply {
    public Granted {
      ranges = List.copyOf(ranges);
      begun = List.copyOf(begun);
      beginAfterMs = beginAfterMs == null ? List.of() : List.copyOf(beginAfterMs);
    }
  }

  /** The claim came too late, or there is nothing to do. */
  record Void(JobId job, long task) implements Reply {}

  /** The leases go on. */
  record Renewed(JobId job, List<Long> grants) implements Reply {}

  /** Nobody waits for these any more: interrupt, report nothing but their end. */
  record Revoked(JobId job, List<Long> grants) implements Reply {}
}
