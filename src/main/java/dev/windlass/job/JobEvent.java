package dev.windlass.job;

import dev.windlass.dispatch.Pace;
import java.time.Instant;

/**
 * What the coordinator decided about a batch job: the only thing that changes one. An event tells
 * what happened; the header after it travels beside it in {@link Recorded}.
 */
public sealed interface JobEvent {
  /**
   * A new start: what is to run from now on. {@code keepsSucceeded} begins with what the epoch
   * before completed without failures.
   */
  record NewEpoch(
      int number, boolean keepsSucceeded, int definitionVersion, Work work, Pace pace) {}

  record JobCreated(JobId id, Creation creation, String requestedBy, Instant at)
      implements JobEvent {}

  /** It waits for another run of its serial key. */
  record JobQueued(NewEpoch epoch, JobId active) implements JobEvent {}

  /** Tasks go out; {@code epoch} is null where the present one goes on. */
  record JobStarting(NewEpoch epoch, Pace pace, Instant at) implements JobEvent {}

  /** A new epoch that begins when the old one has let go. */
  record JobRestarting(NewEpoch epoch, Instant at) implements JobEvent {}

  record JobRunning(Instant at) implements JobEvent {}

  record JobPausing(Instant until) implements JobEvent {}

  record JobPaused() implements JobEvent {}

  /**
   * {@code resets} opens an epoch that forgets counts and results. {@code after} is stopped,
   * deleted or invalid.
   */
  record JobStopping(boolean resets, JobStatus after, String failureReason) implements JobEvent {}

  record JobStopped(Instant at) implements JobEvent {}

  record JobCompleted(Instant at) implements JobEvent {}

  record JobFailed(String failureReason, Instant at) implements JobEvent {}

  record JobInvalid(String failureReason, Instant at) implements JobEvent {}

  record JobDeleted(Instant at) implements JobEvent {}

  /** Retention is over; nothing is left but what others keep. */
  record JobPurged(Instant at) implements JobEvent {}

  /** The job as it stands, told anew because it outlives its events. */
  record JobSnapshot(Creation creation) implements JobEvent {}

  /** Sub-jobs of the page beside this event changed, or grants went out or came back. */
  record SubJobsChanged(
      Counts counts,
      long operationsDone,
      long operationsFailed,
      long nextGrant,
      int openGrants,
      int staleGrants)
      implements JobEvent {}

  record DirectiveRefused() implements JobEvent {}

  record DirectiveRepeated() implements JobEvent {}

  /** No batch job was created, because {@code active} runs under the same serial key. */
  record RunSkipped(JobId active) implements JobEvent {}
}
