package dev.windlass.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.Http;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The native API, as a client with little to say uses it. */
record Api(String root) {
  private static final int ACCEPTED = 202;
  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** A sub-job that does nothing but is run and counted. */
  static final String NO_OP = "\"handler\": \"simulate\", \"cases\": [ { \"id\": \"work\" } ]";

  /** A sub-job that calls {@code url} followed by the batch job's argument {@code n}. */
  static String call(String url) {
    return """
    "handler": "http",
    "cases": [ { "id": "call", "parameters": { "url": "%s{parameters.n}" } } ]\
    """
        .formatted(url);
  }

  /** A sub-job that calls {@code url} followed by its index. */
  static String callEach(String url) {
    return """
        "handler": "http",
        "cases": [ { "id": "call", "parameters": { "url": "%s{index}" } } ]"""
        .formatted(url);
  }

  /** Or replaces it. */
  void define(String name, String what) {
    int status =
        Http.put(
                root + "/v1/definitions/default/" + name,
                "{ \"namespace\": \"default\", \"name\": \"%s\", %s }".formatted(name, what))
            .status();
    if (status != 200 && status != 201) {
      throw new IllegalStateException("The definition " + name + " was answered " + status);
    }
  }

  /** Of so many sub-jobs; {@code more} is further fields of the request. */
  String create(String definition, int subJobs, String more) {
    return Http.post(root + "/v1/batch-jobs", body(definition, subJobs, more))
        .expect(202)
        .json()
        .path("id")
        .asText();
  }

  /** Ends with whether it was accepted. */
  CompletableFuture<Boolean> createLater(String definition, int subJobs, String more) {
    return postLater("/v1/batch-jobs", body(definition, subJobs, more));
  }

  /** Answered when it has been applied or refused, or after {@code wait}. */
  Http.Answer ask(String job, String directive, Duration wait) {
    return Http.post(
        root + "/v1/batch-jobs/" + job + "/directives?wait=" + wait,
        "{ \"directive\": \"%s\" }".formatted(directive));
  }

  /** How many have spoken and not left. */
  int workers() {
    return Http.get(root + "/v1/workers").expect(200).json().path("items").size();
  }

  Http.Answer direct(String job, String directive) {
    return direct(job, directive, "");
  }

  /** {@code more} is further fields of the request. */
  Http.Answer direct(String job, String directive, String more) {
    return Http.post(
            root + "/v1/batch-jobs/" + job + "/directives",
            "{ \"directive\": \"%s\"%s }".formatted(directive, more.isEmpty() ? "" : ", " + more))
        .expect(202);
  }

  /** Ends with whether it was accepted. */
  CompletableFuture<Boolean> directLater(String job, String directive) {
    return postLater(
        "/v1/batch-jobs/" + job + "/directives", "{ \"directive\": \"%s\" }".formatted(directive));
  }

  JsonNode view(String job) {
    return Http.get(root + "/v1/batch-jobs/" + job + "?subJobs=0").expect(200).json();
  }

  JsonNode await(String job, String status) {
    return Await.value(
        job + " is " + status,
        PATIENCE,
        () -> view(job),
        v -> v.path("status").asText().equals(status));
  }

  /** All that it has must have been counted, and none may have failed. */
  JsonNode awaitSuccess(String job, int subJobs) {
    JsonNode end = await(job, "completed");
    if (end.at("/progress/successful").asInt() != subJobs) {
      throw new IllegalStateException("not all of " + subJobs + " were counted: " + end);
    }
    return end;
  }

  JsonNode statistics() {
    return Http.get(root + "/v1/statistics").expect(200).json();
  }

  /** Of the process' heap, with what nobody holds any more. */
  double heapUsed() {
    return metric("jvm_memory_used_bytes{area=\"heap\"");
  }

  /** Of all meters of that name, which may end in labels. */
  double metric(String name) {
    return Http.get(root + "/q/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private static String body(String definition, int subJobs, String more) {
    return "{ \"definition\": \"default/%s\", \"subJobs\": %d%s }"
        .formatted(definition, subJobs, more.isEmpty() ? "" : ", " + more);
  }

  private CompletableFuture<Boolean> postLater(String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(root + path))
            .header("Content-Type", "application/json")
            .timeout(Duration.ofMinutes(1))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return CLIENT
        .sendAsync(request, BodyHandlers.discarding())
        .handle((answer, failure) -> failure == null && answer.statusCode() == ACCEPTED);
  }
}
