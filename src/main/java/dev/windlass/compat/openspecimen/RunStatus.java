package dev.windlass.compat.openspecimen;

import dev.windlass.job.JobHeader;
import dev.windlass.job.JobStatus;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The statuses of a run: the whole of what this door knows of those of batch jobs. */
enum RunStatus {
  IN_PROGRESS,
  SUCCEEDED,
  FAILED;

  private static final String STOPPED = "The run was stopped";

  /** Empty where there is no run record yet, or none any more. */
  static Optional<RunStatus> of(JobStatus status, boolean withErrors) {
    return switch (status) {
      case CREATED, QUEUED, DELETED -> Optional.empty();
      case STARTING, RESTARTING, RUNNING, PAUSING, PAUSED, STOPPING -> Optional.of(IN_PROGRESS);
      case COMPLETED -> Optional.of(withErrors ? FAILED : SUCCEEDED);
      case STOPPED, FAILED, INVALID -> Optional.of(FAILED);
    };
  }

  static Optional<RunStatus> of(JobHeader header) {
    return of(header.status(), header.withErrors());
  }

  /** Those that batch jobs with such a run may have; null asks for every run. */
  static Set<JobStatus> statuses(RunStatus wanted) {
    return Arrays.stream(JobStatus.values())
        .filter(status -> matches(status, false, wanted) || matches(status, true, wanted))
        .collect(Collectors.toUnmodifiableSet());
  }

  static boolean matches(JobHeader header, RunStatus wanted) {
    return matches(header.status(), header.withErrors(), wanted);
  }

  /** Why a run failed, from the batch job; null where it did not. */
  String message(JobHeader header) {
    if (this != FAILED) {
      return null;
    }
    if (header.failureReason() != null) {
      return header.failureReason();
    }
    return header.withErrors()
        ? "%d of %d operations failed".formatted(header.operationsFailed(), header.operationsDone())
        : STOPPED;
  }

  private static boolean matches(JobStatus status, boolean withErrors, RunStatus wanted) {
    return of(status, withErrors).filter(is -> wanted == null || is == wanted).isPresent();
  }
}
