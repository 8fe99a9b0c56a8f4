package dev.windlass.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the program tells of a sub-job that has ended.
 *
 * @param tries how often its operation was tried, by the program's account
 * @param attempt above 1 where a worker let it go and another hand-out took it up
 * @param result what the target answered; empty where that was nothing
 * @param error why it failed; empty where it did not
 */
record Told(int index, String status, int tries, int attempt, String result, String error) {
  static Told of(JsonNode subJob) {
    JsonNode operation = subJob.path("lastOperation");
    return new Told(
        subJob.path("index").asInt(-1),
        subJob.path("status").asText(),
        operation.path("tries").asInt(),
        operation.path("attempt").asInt(1),
        operation.path("output").asText(""),
        operation.path("error").asText(""));
  }

  boolean successful() {
    return status.equals("completed");
  }
}
