package dev.windlass.compat.voiceagent;

import dev.windlass.job.JobHeader;
import dev.windlass.job.JobStatus;
import dev.windlass.job.SubJobStatus;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The eleven statuses of the product: the whole of what this door knows of statuses. */
enum Status {
  CREATED("created"),
  STARTING("starting"),
  RESTARTING("re-starting"),
  RUNNING("running"),
  COMPLETED("completed"),
  FAILED("failed"),
  PAUSED("paused"),
  PAUSING("pausing"),
  STOPPED("stopped"),
  STOPPING("stopping"),
  INVALID("invalid");

  private final String word;

  Status(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  /** Has it finished, successfully or not? Only then is there a stopTime. */
  boolean finished() {
    return this == COMPLETED || this == FAILED;
  }

  /** All statuses of ours that look like one of these. */
  static Set<JobStatus> statuses(Set<Status> shown) {
    return Arrays.stream(JobStatus.values())
        .filter(status -> of(status).filter(shown::contains).isPresent())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Empty where there is none to see: what is being deleted is gone for the product's clients. */
  static Optional<Status> of(JobHeader header) {
    return header.after() == JobStatus.DELETED ? Optional.empty() : of(header.status());
  }

  static Optional<Status> of(JobStatus status) {
    return Optional.ofNullable(
        switch (status) {
          case CREATED, QUEUED -> CREATED;
          case STARTING -> STARTING;
          case RESTARTING -> RESTARTING;
          case RUNNING -> RUNNING;
          case PAUSING -> PAUSING;
          case PAUSED -> PAUSED;
          case STOPPING -> STOPPING;
          case STOPPED -> STOPPED;
          case COMPLETED -> COMPLETED;
          case FAILED -> FAILED;
          case INVALID -> INVALID;
          case DELETED -> null;
        });
  }

  /** A sub-job that does not run shows what becomes of it as its batch job stands. */
  static Status of(SubJobStatus subJob, Status batchJob) {
    return switch (subJob) {
      case CREATED -> CREATED;
      case WAITING, GRANTED, PAUSED -> waiting(batchJob);
      case RUNNING -> running(batchJob);
      case STOPPED -> STOPPED;
      case COMPLETED, COMPLETED_WITH_ERRORS -> COMPLETED;
      case FAILED -> FAILED;
      case INVALID -> INVALID;
    };
  }

  static boolean completed(SubJobStatus subJob) {
    return of(subJob, RUNNING) == COMPLETED;
  }

  private static Status waiting(Status batchJob) {
    return switch (batchJob) {
      case CREATED -> CREATED;
      case STARTING, RUNNING -> STARTING;
      case RESTARTING -> RESTARTING;
      case PAUSING, PAUSED -> PAUSED;
      case STOPPING -> STOPPING;
      case STOPPED, COMPLETED, FAILED, INVALID -> STOPPED;
    };
  }

  private static Status running(Status batchJob) {
    return switch (batchJob) {
      case RESTARTING, PAUSING, STOPPING -> batchJob;
      case CREATED, STARTING, RUNNING, COMPLETED, FAILED, PAUSED, STOPPED, INVALID -> RUNNING;
    };
  }
}
