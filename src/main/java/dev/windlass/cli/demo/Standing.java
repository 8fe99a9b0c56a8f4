package dev.windlass.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Where the batch job stands, as the API tells it. */
record Standing(String status, int done, int successful, int failed) {
  private static final Set<String> ENDED = Set.of("completed", "failed", "invalid", "stopped");

  static Standing of(JsonNode job) {
    JsonNode progress = job.path("progress");
    return new Standing(
        job.path("status").asText(),
        progress.path("done").asInt(),
        progress.path("successful").asInt(),
        progress.path("failed").asInt());
  }

  boolean is(String wanted) {
    return status.equals(wanted);
  }

  boolean ended() {
    return ENDED.contains(status);
  }
}
