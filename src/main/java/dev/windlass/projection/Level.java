package dev.windlass.projection;

import dev.windlass.job.JobHeader;
import dev.windlass.job.JobStatus;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a batch job has going at a moment. Pure.
 *
 * @param running sub-jobs that run
 * @param backlog sub-jobs that have not ended, where the batch job is to go on
 */
record Level(long running, long backlog) {
  private static final Level NOTHING = new Level(0, 0);

  private static final Set<JobStatus> GO_ON =
      EnumSet.of(
          JobStatus.QUEUED,
          JobStatus.STARTING,
          JobStatus.RESTARTING,
          JobStatus.RUNNING,
          JobStatus.PAUSING,
          JobStatus.PAUSED);

  /** Null stands for a batch job that is not there. */
  static Level of(JobHeader job) {
    if (job == null || job.status() == JobStatus.DELETED) {
      return NOTHING;
    }
    return new Level(job.counts().running(), goesOn(job) ? job.notEnded() : 0);
  }

  static boolean goesOn(JobHeader job) {
    return GO_ON.contains(job.status());
  }

  Level minus(Level other) {
    return new Level(running - other.running, backlog - other.backlog);
  }
}
