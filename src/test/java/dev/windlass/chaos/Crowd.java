package dev.windlass.chaos;

import dev.windlass.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Many clients at once. Who is told to come later does so, with the very same request. */
final class Crowd implements AutoCloseable {
  private static final Duration ANSWERED_WITHIN = Duration.ofMinutes(2);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(30))
          .executor(threads)
          .build();
  private final Map<Integer, Integer> answers = new ConcurrentHashMap<>();
  private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();

  /** A directive with an id of its client's, and what it was answered in the end. */
  record Ask(String job, String id, String directive) {
    Ask {
      if (id == null) {
        throw new IllegalArgumentException("a repeat needs an id");
      }
    }

    HttpRequest request(String api) {
      return post(
          api + "/v1/batch-jobs/" + job + "/directives",
          "{\"id\": \"%s\", \"directive\": \"%s\"}".formatted(id, directive),
          id);
    }
  }

  private static HttpRequest post(String url, String json, String key) {
    return HttpRequest.newBuilder(URI.create(url))
        .header("Idempotency-Key", key)
        .header("Content-Type", "application/json")
        .timeout(ANSWERED_WITHIN)
        .POST(BodyPublishers.ofString(json))
        .build();
  }

  static HttpRequest get(String url) {
    return HttpRequest.newBuilder(URI.create(url)).timeout(ANSWERED_WITHIN).build();
  }

  /** All requests at the same time, each once. */
  List<HttpResponse<String>> once(List<HttpRequest> requests) throws Exception {
    List<Future<HttpResponse<String>>> sent =
        requests.stream().map(request -> threads.submit(() -> send(request))).toList();
    List<HttpResponse<String>> received = new ArrayList<>();
    for (Future<HttpResponse<String>> answer : sent) {
      received.add(answer.get());
    }
    return received;
  }

  /** Each client sends its asks in order; the status that ended each: 202 or 409. */
  Map<Ask, Integer> untilTaken(String api, List<List<Ask>> clients) throws Exception {
    Map<Ask, Integer> taken = new ConcurrentHashMap<>();
    List<Future<?>> busy = new ArrayList<>();
    for (List<Ask> asks : clients) {
      busy.add(
          threads.submit(
              () -> {
                for (Ask ask : asks) {
                  taken.put(ask, untilTaken(ask.request(api)).statusCode());
                }
                return null;
              }));
    }
    for (Future<?> client : busy) {
      client.get();
    }
    return taken;
  }

  /** Batch jobs that are all created at the same time, each once; their ids. */
  List<String> create(String api, String json, int many) throws Exception {
    List<Future<HttpResponse<String>>> sent = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      HttpRequest request = post(api + "/v1/batch-jobs", json, UUID.randomUUID().toString());
      sent.add(threads.submit(() -> untilTaken(request)));
    }
    List<String> ids = new ArrayList<>();
    for (Future<HttpResponse<String>> answer : sent) {
      ids.add(Json.MAPPER.readTree(answer.get().body()).get("id").asText());
    }
    return ids;
  }

  private HttpResponse<String> untilTaken(HttpRequest request)
      throws IOException, InterruptedException {
    while (true) {
      long before = System.nanoTime();
      HttpResponse<String> answer = send(request);
      if (answer.statusCode() == 202 || answer.statusCode() == 409) {
        nanos.add(System.nanoTime() - before);
        return answer;
      }
      long seconds = comeBackAfter(answer);
      Thread.sleep(ThreadLocalRandom.current().nextLong(1 + seconds * 1_000));
    }
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    answers.merge(answer.statusCode(), 1, Integer::sum);
    return answer;
  }

  static long comeBackAfter(HttpResponse<String> answer) {
    if (answer.statusCode() != 429 && answer.statusCode() != 503) {
      throw new AssertionError(answer.statusCode() + ": " + answer.body());
    }
    return answer
        .headers()
        .firstValueAsLong("Retry-After")
        .orElseThrow(() -> new AssertionError("no Retry-After: " + answer.body()));
  }

  void forget() {
    answers.clear();
    nanos.clear();
  }

  int answered(int status) {
    return answers.getOrDefault(status, 0);
  }

  long percentileMillis(int percent) {
    List<Long> sorted = nanos.stream().sorted().toList();
    return TimeUnit.NANOSECONDS.toMillis(sorted.get((sorted.size() - 1) * percent / 100));
  }

  @Override
  public void close() {
    threads.shutdownNow();
    client.shutdownNow();
  }
}
