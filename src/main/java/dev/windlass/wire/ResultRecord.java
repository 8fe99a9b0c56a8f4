package dev.windlass.wire;

import dev.windlass.job.JobId;
import java.time.Instant;
import java.util.List;

/**
 * Results and failures of operations, written before the progress that counts them. For one
 * (sub-job, epoch, iteration, case) that of the highest grant counts.
 */
public record ResultRecord(
    JobId job, int epoch, long grant, String worker, List<Operation> operations) {
  /**
   * @param index the sub-job
   * @param tries how often it was tried, retries included
   * @param error why it failed; null where it succeeded
   * @param output what the handler returned, at most 32 KB; null where it returned nothing
   * @param outputTruncated the output was longer
   * @param last this was the sub-job's last operation: its output is the sub-job's result
   */
  public record Operation(
      int index,
      long iteration,
      int caseIndex,
      String caseId,
      int attempt,
      int tries,
      Instant at,
      long durationMs,
      String error,
      String output,
      boolean outputTruncated,
      boolean last) {}
}
