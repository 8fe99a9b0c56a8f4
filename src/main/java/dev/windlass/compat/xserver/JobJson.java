package dev.windlass.compat.xserver;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.windlass.job.JobHeader;
import java.time.Duration;
import java.time.Instant;

/** The product's Job. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"id", "status", "progress", "elapsedTime"})
record JobJson(String id, JobState status, BulkProgress progress, int elapsedTime) {
  /** How many operations are still to be done, were done, have failed. */
  @JsonPropertyOrder({"$type", "remaining", "successful", "failed"})
  record BulkProgress(int remaining, int successful, int failed) {
    @JsonProperty("$type")
    String type() {
      return "BulkProgress";
    }

    /** Null where nobody knows how many there are: before the first start, or without an end. */
    static BulkProgress of(JobHeader header) {
      return header.operationsExpected() < 0
          ? null
          : new BulkProgress(
              whole(header.operationsExpected() - header.operationsDone()),
              whole(header.operationsSuccessful()),
              whole(header.operationsFailed()));
    }
  }

  static JobJson unknown(String id) {
    return new JobJson(id, JobState.UNKNOWN, null, 0);
  }

  /** {@code asOf}: when it ended, or now. */
  static JobJson of(JobHeader header, JobState state, Instant asOf) {
    return new JobJson(
        header.id().toString(),
        state,
        BulkProgress.of(header),
        whole(Duration.between(header.createdTime(), asOf).toMillis()));
  }

  /** The product's numbers are ints that are not negative. */
  private static int whole(long number) {
    return Math.clamp(number, 0, Integer.MAX_VALUE);
  }
}
