package dev.windlass.job;

/** How many sub-jobs of a batch job are in each status. */
public record Counts(
    int created,
    int waiting,
    int running,
    int paused,
    int stopped,
    int completed,
    int completedWithErrors,
    int failed,
    int invalid) {
  public static Counts allCreated(int subJobs) {
    return new Counts(subJobs, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  public static Counts allWaiting(int subJobs) {
    return new Counts(0, subJobs, 0, 0, 0, 0, 0, 0, 0);
  }

  /** Those of a new epoch that keeps what completed without failures. */
  public Counts keepingSuccesses() {
    return new Counts(0, total() - completed, 0, 0, 0, completed, 0, 0, 0);
  }

  public int total() {
    return created
        + waiting
        + running
        + paused
        + stopped
        + completed
        + completedWithErrors
        + failed
        + invalid;
  }

  public int ended() {
    return completed + completedWithErrors + failed + invalid;
  }

  public int of(SubJobStatus status) {
    return switch (status) {
      case CREATED -> created;
      case WAITING, GRANTED -> waiting;
      case RUNNING -> running;
      case PAUSED -> paused;
      case STOPPED -> stopped;
      case COMPLETED -> completed;
      case COMPLETED_WITH_ERRORS -> completedWithErrors;
      case FAILED -> failed;
      case INVALID -> invalid;
    };
  }
}
