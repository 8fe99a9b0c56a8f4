package dev.windlass.wire;

import dev.windlass.job.JobId;

/** A hint in a queue: there is work for this batch job. */
public record TaskRecord(JobId job, long task, int epoch) {
  public TaskRecord {
    if (job == null) {
      throw new IllegalArgumentException("a task without 'job'");
    }
  }
}
