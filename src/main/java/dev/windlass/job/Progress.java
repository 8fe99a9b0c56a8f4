package dev.windlass.job;

import java.util.List;

/**
 * What a worker says of the grants of one batch job that it holds; it is also its lease on them.
 * With {@code renew} it begins nothing before it is answered.
 */
public record Progress(
    JobId job, String incarnation, int grantsPartition, boolean renew, List<GrantProgress> grants)
    implements JobInput {
  public Progress {
    grants = List.copyOf(grants);
  }

  /**
   * One grant's progress, cumulative since the grant: doubled, late and reordered ones change
   * nothing.
   *
   * @param ended a status letter for each sub-job that ended, in the grant's order, as {@link
   *     StatusRuns}
   * @param done operations done under this grant
   * @param failed those of them that failed
   * @param current where the sub-job stands that is running or was let go, if it has begun;
   *     operations done before this grant are in its numbers
   * @param handedBack how many sub-jobs at the grant's end the worker gives back unbegun
   * @param letGo nothing of this grant runs any more
   * @param stuck the slot is lost to a handler that ignores its interrupt
   * @param busyMicros how long this grant has been running
   * @param resultsOffset the results record that this rests on, or -1
   */
  public record GrantProgress(
      long grant,
      String nonce,
      String ended,
      long done,
      long failed,
      Begun current,
      int handedBack,
      boolean letGo,
      boolean stuck,
      long busyMicros,
      long resultsOffset) {
    public GrantProgress {
      ended = ended == null ? "" : ended;
    }
  }
}
