package dev.windlass.view;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/** What ended within the ten seconds from {@code beginsAt}, in all partitions. */
@RegisterForReflection
public record ThroughputRow(
    Instant beginsAt,
    long jobsEnded,
    long subJobsEnded,
    long operationsDone,
    long operationsFailed) {
  public static final int SECONDS = 10;

  /** As many as make an hour. */
  public static final int SLOTS = 360;
}
