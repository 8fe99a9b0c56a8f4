package dev.windlass.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.Call;
import dev.windlass.cli.client.ClientFailure;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.client.Route;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

/** What the demo asks of the API. */
final class DemoCalls {
  private static final int PAGE = 1000;
  private static final Duration HELD = Duration.ofSeconds(30);

  private final Api api;

  interface SubJobReader {
    void read(JsonNode subJob) throws IOException;
  }

  DemoCalls(Api api) {
    this.api = api;
  }

  URI address() {
    return api.address();
  }

  boolean isReady() throws InterruptedException {
    try {
      api.get(Route.of("q", "health", "ready"));
      return true;
    } catch (ClientFailure notYet) {
      return false;
    }
  }

  void putDefinition(String namespace, String name, JsonNode definition)
      throws InterruptedException {
    api.send(Call.put(Route.of("v1", "definitions", namespace, name), definition));
  }

  JsonNode uploadCsv(String csv) throws InterruptedException {
    Route inputs = Route.of("v1", "inputs");
    return api.send(Call.sending("POST", inputs, "text/csv", BodyPublishers.ofString(csv))).json();
  }

  JsonNode createBatchJob(JsonNode batchJob) throws InterruptedException {
    return api.send(Call.post(Route.of("v1", "batch-jobs"), batchJob)).json();
  }

  JsonNode batchJob(String id) throws InterruptedException {
    return api.get(Route.of("v1", "batch-jobs", id).with("subJobs", 0)).json();
  }

  /** Answered when it is applied; refused, or not applied in time, is a failure. */
  void direct(String id, JsonNode directive) throws InterruptedException {
    Route route = Route.of("v1", "batch-jobs", id, "directives").with("wait", HELD);
    JsonNode answer = api.send(Call.post(route, directive).longerBy(HELD)).json();
    if (!answer.path("state").asText().equals("applied")) {
      throw new ClientFailure(
          ExitCode.TIMED_OUT, directive + " is not applied after " + HELD + ": " + answer);
    }
  }

  /** All sub-jobs in the order of their indexes, page by page: never more than one page is held. */
  void eachSubJob(String batchJob, SubJobReader reader) throws IOException, InterruptedException {
    Route first =
        Route.of("v1", "batch-jobs", batchJob, "sub-jobs")
            .with("results", true)
            .with("limit", PAGE);
    String cursor = null;
    do {
      JsonNode page = api.get(first.with("cursor", cursor)).json();
      for (JsonNode subJob : page.path("items")) {
        reader.read(subJob);
      }
      cursor = page.path("nextCursor").asText(null);
    } while (cursor != null);
  }
}
