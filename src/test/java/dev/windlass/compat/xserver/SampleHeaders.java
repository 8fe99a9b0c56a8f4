package dev.windlass.compat.xserver;

import dev.windlass.job.Counts;
import dev.windlass.job.Definition;
import dev.windlass.job.JobHeader;
import dev.windlass.job.JobId;
import dev.windlass.job.JobStatus;
import dev.windlass.job.Work;
import java.time.Duration;
import java.time.Instant;

/** Headers of a batch job of ten sub-jobs, created at {@link #CREATED}. */
final class SampleHeaders {
  static final Instant CREATED = Instant.parse("2026-01-31T12:00:00Z");
  static final Instant STOPPED = CREATED.plusSeconds(30);
  static final JobId ID = JobId.of(CREATED, 7, 99);

  private SampleHeaders() {}

  static JobHeader header(JobStatus status, long done, long failed) {
    return header(status, done, failed, 1);
  }

  /** {@code iterations} 0 has no end; -1 was never started. */
  static JobHeader header(JobStatus status, long done, long failed, long iterations) {
    return new JobHeader(
        ID,
        12,
        status,
        1,
        1,
        "default",
        "geocode",
        4,
        null,
        "ana",
        CREATED,
        CREATED.plusMillis(1500),
        status.ended() ? STOPPED : null,
        null,
        10,
        null,
        null,
        iterations < 0 ? null : work(iterations),
        null,
        0,
        null,
        false,
        Counts.allWaiting(10),
        done,
        failed,
        9,
        2,
        0,
        1,
        null,
        null);
  }

  private static Work work(long iterations) {
    return new Work(
        1,
        iterations,
        null,
        "default",
        Definition.Priority.NORMAL,
        Definition.Runs.MANY,
        Duration.ofSeconds(30));
  }
}
