package dev.windlass.compat.xserver;

import dev.windlass.job.JobHeader;
import dev.windlass.job.JobStatus;

/** The product's JobStatus: the whole of what this door knows of statuses. */
enum JobState {
  QUEUING(false),
  RUNNING(false),
  STOPPING(false),
  SUCCEEDED(true),
  FAILED(true),
  DELETED(true),
  UNKNOWN(true);

  private final boolean finished;

  JobState(boolean finished) {
    this.finished = finished;
  }

  /** Nothing more will come, so that nobody waits for it. */
  boolean finished() {
    return finished;
  }

  static JobState of(JobHeader header) {
    return of(header.status(), header.operationsDone() > 0);
  }

  /** {@code computed}: a stopped one has a preliminary result, which is a success. */
  static JobState of(JobStatus status, boolean computed) {
    return switch (status) {
      case CREATED, QUEUED, STARTING, RESTARTING -> QUEUING;
      case RUNNING, PAUSING, PAUSED -> RUNNING;
      case STOPPING -> STOPPING;
      case STOPPED -> computed ? SUCCEEDED : FAILED;
      case COMPLETED -> SUCCEEDED;
      case FAILED, INVALID -> FAILED;
      case DELETED -> DELETED;
    };
  }
}
