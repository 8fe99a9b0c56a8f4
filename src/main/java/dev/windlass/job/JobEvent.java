package dev.windlass.job;

import dev.windlass.dispatch.Pace;
import java.time.Instant;

/**
 * What the coordinator decided about a batch job: the only thing that changes one. An event tells
 * what happened; the header after it travels beside it in {@link Recorded}. Where a change of
 * sub-jobs moves the whole job on, both are one event: {@code changes}, null where nothing changed.
 */
public sealed interface JobEvent {
  /**
   * A new start: what is to run from now on. {@code keepsSucceeded} begins with what the epoch
   * before completed without failures.
   */
  record NewEpoch(
      int number,
      boolean keepsSucceeded,
      int definitionVersion,
      Work work,
      Pace pace,
      FailureBudget failureBudget) {}

  /** The numbers after sub-jobs changed or grants went out or came back. */
  record Tally(
      Counts counts,
      long operationsDone,
      long operationsFailed,
      long nextGrant,
      int openGrants,
      int staleGrants) {}

  record JobCreated(JobId id, Creation creation, String requestedBy, Instant at)
      implements JobEvent {}

  /** It waits for another run of its serial key. */
  record JobQueued(NewEpoch epoch, Pace pace, JobId active) implements JobEvent {}

  /** Tasks go out; {@code epoch} is null where the present one goes on. */
  record JobStarting(NewEpoch epoch, Pace pace, Instant at, Tally changes) implements JobEvent {}

  /**
   * A new epoch that begins when the old one has let go; {@code epoch} is null where it was opened
   * before and a pause is taken back.
   */
  record JobRestarting(NewEpoch epoch, Pace pace, Instant at) implements JobEvent {}

  record JobRunning(Pace pace, Tally changes) implements JobEvent {}

  /** {@code failureReason} is null where a directive asked for it, and else says what did. */
  record JobPausing(Instant until, String failureReason) implements JobEvent {}

  record JobPaused(Tally changes) implements JobEvent {}

  /**
   * {@code resets} opens an epoch that forgets counts and results. {@code after} is stopped,
   * deleted, invalid, or failed where the failure budget is used up.
   */
  record JobStopping(boolean resets, JobStatus after, String failureReason) implements JobEvent {}

  record JobStopped(Instant at, Tally changes) implements JobEvent {}

  record JobCompleted(Instant at, Tally changes) implements JobEvent {}

  record JobFailed(String failureReason, Instant at, Tally changes) implements JobEvent {}

  record JobInvalid(String failureReason, Instant at, Tally changes) implements JobEvent {}

  record JobDeleted(Instant at, Tally changes) implements JobEvent {}

  /** Retention is over; nothing is left but what others keep. */
  record JobPurged(Instant at) implements JobEvent {}

  /** The job as it stands, told anew because it outlives its events; its pages follow. */
  record JobSnapshot(Creation creation) implements JobEvent {}

  /** Sub-jobs of the page beside this event changed, or grants went out or came back. */
  record SubJobsChanged(Tally changes) implements JobEvent {}

  record DirectiveRefused() implements JobEvent {}

  record DirectiveRepeated() implements JobEvent {}

  /** No batch job was created, because {@code active} runs under the same serial key. */
  record RunSkipped(JobId active) implements JobEvent {}
}
