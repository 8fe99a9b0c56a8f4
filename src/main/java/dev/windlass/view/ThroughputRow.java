package dev.windlass.view;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * What ended within the ten seconds from {@code beginsAt}, in all partitions.
 *
 * @param runningChange by how much there were more sub-jobs running at their end than before
 * @param backlogChange by how much there was more work before the workers
 */
@RegisterForReflection
public record ThroughputRow(
    Instant beginsAt,
    long jobsEnded,
    long subJobsEnded,
    long operationsDone,
    long operationsFailed,
    long runningChange,
    long backlogChange) {
  public static final int SECONDS = 10;

  /** As many as make an hour. */
  public static final int SLOTS = 360;

  public static ThroughputRow nothing(Instant beginsAt) {
    return new ThroughputRow(beginsAt, 0, 0, 0, 0, 0, 0);
  }
}
