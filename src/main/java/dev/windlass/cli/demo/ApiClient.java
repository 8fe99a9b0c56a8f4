package dev.windlass.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The native API as a client sees it. What it refuses is an {@link ApiProblem}. */
final class ApiClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PAGE = 1000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI address;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  interface SubJobReader {
    void read(JsonNode subJob) throws IOException;
  }

  ApiClient(URI address) {
    this.address = address;
  }

  static ObjectMapper json() {
    return JSON;
  }

  URI address() {
    return address;
  }

  boolean isReady() throws IOException, InterruptedException {
    return send(request("/q/health/ready").GET()).statusCode() == 200;
  }

  JsonNode putDefinition(String reference, JsonNode definition)
      throws IOException, InterruptedException {
    return answer(
        request("/v1/definitions/" + reference)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(definition.toString())));
  }

  JsonNode uploadCsv(String csv) throws IOException, InterruptedException {
    return post("/v1/inputs", "text/csv", csv);
  }

  JsonNode createBatchJob(JsonNode batchJob) throws IOException, InterruptedException {
    return post("/v1/batch-jobs", "application/json", batchJob.toString());
  }

  JsonNode batchJob(String id) throws IOException, InterruptedException {
    return answer(request("/v1/batch-jobs/" + id + "?subJobs=0").GET());
  }

  /** Answered when it is applied; refused, or not applied in time, is a problem. */
  JsonNode direct(String id, JsonNode directive) throws IOException, InterruptedException {
    String path = "/v1/batch-jobs/" + id + "/directives?wait=PT30S";
    JsonNode answer = post(path, "application/json", directive.toString());
    if (!answer.path("state").asText().equals("applied")) {
      throw new ApiProblem(202, directive + " is not applied after 30 s: " + answer);
    }
    return answer;
  }

  /** All sub-jobs in the order of their indexes, page by page: never more than one page is held. */
  void eachSubJob(String batchJob, SubJobReader reader) throws IOException, InterruptedException {
    String path = "/v1/batch-jobs/" + batchJob + "/sub-jobs?results=true&limit=" + PAGE;
    String cursor = null;
    do {
      JsonNode page =
          answer(request(cursor == null ? path : path + "&cursor=" + encoded(cursor)).GET());
      for (JsonNode subJob : page.path("items")) {
        reader.read(subJob);
      }
      cursor = page.path("nextCursor").asText(null);
    } while (cursor != null);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private JsonNode post(String path, String type, String body)
      throws IOException, InterruptedException {
    return answer(request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE);
  }

  private JsonNode answer(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response = send(request);
    if (response.statusCode() / 100 != 2) {
      throw problem(response);
    }
    return JSON.readTree(response.body());
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  private static ApiProblem problem(HttpResponse<String> response) {
    HttpRequest request = response.request();
    return new ApiProblem(
        response.statusCode(),
        "%s %s answered %d: %s"
            .formatted(
                request.method(),
                request.uri().getPath(),
                response.statusCode(),
                detail(response.body())));
  }

  private static String detail(String body) {
    try {
      return JSON.readTree(body).path("detail").asText(body);
    } catch (JsonProcessingException e) {
      return body;
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
