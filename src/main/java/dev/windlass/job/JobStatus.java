package dev.windlass.job;

/** The statuses of a batch job, with the words that the API and the topics use for them. */
public enum JobStatus {
  CREATED("created"),
  QUEUED("queued"),
  STARTING("starting"),
  RESTARTING("re-starting"),
  RUNNING("running"),
  PAUSING("pausing"),
  PAUSED("paused"),
  STOPPING("stopping"),
  STOPPED("stopped"),
  COMPLETED("completed"),
  FAILED("failed"),
  INVALID("invalid"),
  DELETED("deleted");

  private final String label;

  JobStatus(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  /** Every sub-job has ended, or nothing will run any more unless a directive says so. */
  public boolean ended() {
    return switch (this) {
      case STOPPED, COMPLETED, FAILED, INVALID, DELETED -> true;
      case CREATED, QUEUED, STARTING, RESTARTING, RUNNING, PAUSING, PAUSED, STOPPING -> false;
    };
  }

  /** Tasks go out and claims are granted only here. */
  public boolean dispatches() {
    return this == STARTING || this == RUNNING;
  }

  public static JobStatus ofLabel(String label) {
    for (JobStatus status : values()) {
      if (status.label.equals(label)) {
        return status;
      }
    }
    throw new IllegalArgumentException("'" + label + "' is not a status of a batch job");
  }
}
