package dev.windlass.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.client.Documents;

/**
 * What is asked of the program: few rows are run by few at a time, so that there is time to pause.
 *
 * @param pace jobs a second after the pause
 */
record DemoPlan(int maxConcurrent, int pace) {
  static final String NAMESPACE = "default";
  static final String NAME = "city-distance";
  static final int RETRIES = 2;

  static DemoPlan forRows(int rows) {
    return new DemoPlan(Math.clamp(rows / 40, 1, 24), Math.clamp(rows / 80, 2, 50));
  }

  /** A city that fails every time is a failed sub-job: no failure is ignored. */
  JsonNode definition(String targetUrl) {
    ObjectNode definition = Documents.object();
    definition.put("namespace", NAMESPACE).put("name", NAME).put("handler", "http");
    definition.put("description", "How far a city is from the depot, by the demo's own target");
    definition.put("failuresToIgnore", 0).put("operationTimeout", "PT10S");
    definition.putObject("retries").put("max", RETRIES).put("backoff", "PT0.2S");
    ObjectNode distance = definition.putArray("cases").addObject().put("id", "distance");
    distance
        .putObject("parameters")
        .put("method", "GET")
        .put("url", targetUrl + "?city={row.geonameId}&lat={row.latitude}&lon={row.longitude}")
        .put("expectStatus", 200);
    return definition;
  }

  JsonNode batchJob(String input) {
    return Documents.object()
        .put("definition", NAMESPACE + "/" + NAME)
        .put("input", input)
        .put("maxConcurrent", maxConcurrent)
        .put("start", true);
  }

  static ObjectNode directive(String kind) {
    return Documents.object().put("directive", kind);
  }
}
