package dev.windlass.compat.web3;

import dev.windlass.job.JobHeader;
import dev.windlass.job.JobStatus;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The statuses of a job: the whole of what this door knows of those of batch jobs. */
enum JobState {
  CREATED(0, "Created", Change.ALLOWED),
  QUEUED(1, "Queued", Change.ALLOWED),
  PROCESSING(2, "Processing", Change.REFUSED),
  COMPLETED(3, "Completed", Change.REFUSED),
  COMPLETED_WITH_ERRORS(4, "CompletedWithErrors", Change.REFUSED),
  /** Never sent: the job is not found. */
  UNKNOWN(99, "Unknown", Change.REFUSED);

  private enum Change {
    ALLOWED,
    REFUSED
  }

  private final int number;
  private final String label;
  private final Change change;

  JobState(int number, String label, Change change) {
    this.number = number;
    this.label = label;
    this.change = change;
  }

  int number() {
    return number;
  }

  String label() {
    return label;
  }

  /** May a PUT or a DELETE do something to it? A client may ask for no other state either. */
  boolean changeable() {
    return change == Change.ALLOWED;
  }

  /** The statuses in which a directive that is meant for this state is legal. */
  Set<JobStatus> statuses() {
    return Arrays.stream(JobStatus.values())
        .filter(status -> of(status) == this)
        .collect(Collectors.toUnmodifiableSet());
  }

  static Set<JobStatus> changeableStatuses() {
    return Arrays.stream(JobStatus.values())
        .filter(status -> of(status).changeable())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** A batch job that is stopped only to be deleted is gone already. */
  static JobState of(JobHeader header) {
    if (header.after() == JobStatus.DELETED) {
      return UNKNOWN;
    }
    return header.withErrors() ? COMPLETED_WITH_ERRORS : of(header.status());
  }

  static JobState of(JobStatus status) {
    return switch (status) {
      case CREATED -> CREATED;
      case QUEUED, STARTING -> QUEUED;
      case RESTARTING, RUNNING, PAUSING, PAUSED, STOPPING -> PROCESSING;
      case COMPLETED -> COMPLETED;
      case STOPPED, FAILED, INVALID -> COMPLETED_WITH_ERRORS;
      case DELETED -> UNKNOWN;
    };
  }

  /** The status message of a batch job that gives no reason itself; null for none. */
  static String message(JobStatus status) {
    return switch (status) {
      case QUEUED -> "The job waits until another one of its definition has ended";
      case RESTARTING -> "The job is being started again";
      case PAUSING -> "The job is being paused";
      case PAUSED -> "The job is paused";
      case STOPPING -> "The job is being stopped";
      case STOPPED -> "The job was stopped";
      case FAILED -> "The job failed";
      case INVALID -> "The job can't be run";
      case CREATED, STARTING, RUNNING, COMPLETED, DELETED -> null;
    };
  }

  /** Has its result file been written to the end? */
  static boolean hasResult(JobStatus status) {
    return switch (status) {
      case COMPLETED, FAILED -> true;
      case CREATED, QUEUED, STARTING, RESTARTING, RUNNING, PAUSING, PAUSED -> false;
      case STOPPING, STOPPED, INVALID, DELETED -> false;
    };
  }

  static Optional<JobState> ofNumber(int number) {
    return Arrays.stream(values()).filter(state -> state.number == number).findFirst();
  }

  static Optional<JobState> ofLabel(String label) {
    return Arrays.stream(values()).filter(state -> state.label.equals(label)).findFirst();
  }
}
