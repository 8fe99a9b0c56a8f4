package dev.windlass.compat.guidewire;

import dev.windlass.job.JobStatus;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What of an execution the status object shows: the whole of what this door knows of statuses. */
enum Phase {
  NEVER_RUN("failureReason and type only"),
  WAITING("dateCreated, no startDate"),
  RUNNING("startDate, opsExpected and progress, no dateCompleted"),
  COMPLETED("dateCompleted, no opsExpected"),
  GAVE_UP("dateCompleted and failureReason, no opsExpected");

  private final String shows;

  Phase(String shows) {
    this.shows = shows;
  }

  String shows() {
    return shows;
  }

  static Set<JobStatus> statuses(Set<Phase> phases) {
    return Arrays.stream(JobStatus.values())
        .filter(status -> phases.contains(of(status)))
        .collect(Collectors.toUnmodifiableSet());
  }

  static Phase of(JobStatus status) {
    return switch (status) {
      case CREATED, DELETED -> NEVER_RUN;
      case QUEUED, STARTING, RESTARTING -> WAITING;
      case RUNNING, PAUSING, PAUSED, STOPPING -> RUNNING;
      case COMPLETED -> COMPLETED;
      case STOPPED, FAILED, INVALID -> GAVE_UP;
    };
  }
}
