package dev.windlass.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.Http;
import dev.windlass.testkit.TestServers;
import dev.windlass.testkit.WindlassProcess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The main job as an operator sees it: 10,000 rows over HTTP, by three workers beside an API, a
 * coordinator and a projection, each a process of its own, with one broker and one database.
 */
@Tag("alone")
class TenThousandRowsIT {
  private static final int ROWS = 10_000;
  private static final int PACE = 100;
  private static final Duration LONG = Duration.ofMinutes(4);

  private final Map<String, WindlassProcess> processes = new LinkedHashMap<>();
  private TestServers servers;
  private CountingTarget target;
  private URI api;
  private String job;

  @AfterEach
  void end() throws Exception {
    processes.values().forEach(WindlassProcess::terminate);
    Path logs = Files.createDirectories(Path.of("target", "scenario"));
    for (Map.Entry<String, WindlassProcess> process : processes.entrySet()) {
      process.getValue().awaitExit();
      Files.writeString(logs.resolve(process.getKey() + ".log"), process.getValue().output());
    }
    if (target != null) {
      target.close();
    }
  }

  @Test
  void isPausedPacedStoppedStartedAgainAndCountedExactly() throws Exception {
    servers = TestServers.get().withFreshDatabase();
    target = CountingTarget.start(Duration.ofMillis(30));
    startProcesses();
    createJob();

    Await.value("30 % are done", LONG, this::view, v -> v.path("percentComplete").asDouble() >= 30);
    pauseAndSeeNothingBegin();
    unpauseAndSeeThePaceKept();
    stopAndSeeNothingRun();
    startAgainAndSeeEveryRowCountedOnce();
  }

  private void pauseAndSeeNothingBegin() {
    directive("{\"directive\": \"pause\"}");
    Await.value("it is paused", LONG, this::view, v -> v.path("status").asText().equals("paused"));
    long paused = System.nanoTime();
    observe(Duration.ofSeconds(2));
    assertThat(target.callsSince(paused)).as("operations begun after `paused` was shown").isEmpty();
    JsonNode view = view();
    assertThat(view.path("counts").path("running").asInt()).isZero();
    assertThat(view.path("progress").path("done").asInt())
        .as("counted operations = calls that the target saw: none was interrupted")
        .isEqualTo(target.calls().size());
  }

  private void unpauseAndSeeThePaceKept() {
    long unpaused = System.nanoTime();
    directive("{\"directive\": \"unpause\", \"jobsPerSecond\": " + PACE + "}");
    Await.until(
        "six seconds of paced calls",
        LONG,
        () -> {
          List<CountingTarget.Call> calls = target.callsSince(unpaused);
          return !calls.isEmpty()
              && System.nanoTime() - calls.get(0).atNanos() > Duration.ofSeconds(6).toNanos();
        });
    List<Long> begun =
        target.callsSince(unpaused).stream().map(CountingTarget.Call::atNanos).sorted().toList();
    // The limit holds at the grants' instants, and at the target with 50 ms at the window's edges.
    int most = (int) Math.ceil(PACE * 1.1);
    assertThat(mostInOneSecond(begun)).as("calls in any second").isLessThanOrEqualTo(most);
    assertThat(begun.size()).as("calls in six seconds").isGreaterThan(3 * PACE);
  }

  private void stopAndSeeNothingRun() {
    directive("{\"directive\": \"stop\"}");
    Await.value(
        "it is stopped", LONG, this::view, v -> v.path("status").asText().equals("stopped"));
    long stopped = System.nanoTime();
    observe(Duration.ofSeconds(2));
    assertThat(target.callsSince(stopped)).as("operations begun after `stopped`").isEmpty();
    assertThat(view().path("progress").path("done").asInt()).as("a stop forgets counts").isZero();
  }

  private void startAgainAndSeeEveryRowCountedOnce() throws Exception {
    long started = System.nanoTime();
    directive("{\"directive\": \"start\"}");
    JsonNode view =
        Await.value(
            "it is completed",
            LONG,
            this::view,
            v -> v.path("status").asText().equals("completed"));
    assertThat(view.path("progress").path("successful").asInt()).isEqualTo(ROWS);
    assertThat(view.path("progress").path("failed").asInt()).isZero();
    assertThat(view.path("percentComplete").asDouble()).isEqualTo(100.0);

    Map<Integer, Long> callsByRow =
        target.callsSince(started).stream()
            .collect(Collectors.groupingBy(CountingTarget.Call::row, Collectors.counting()));
    assertThat(callsByRow.keySet()).as("rows that the target saw").hasSize(ROWS);
    assertThat(callsByRow.values())
        .as("nothing was interrupted, so nothing is repeated")
        .containsOnly(1L);
    assertThat(
            inPostgres(
                "select (header->'counts'->>'completed')::int from batch_job where id = '%s'"))
        .isEqualTo(ROWS);
    assertThat(inPostgres("select (header->>'operationsDone')::int from batch_job where id = '%s'"))
        .isEqualTo(callsByRow.size());
  }

  // --- the six processes

  private void startProcesses() throws Exception {
    Map<String, String> environment = environment();
    api = start("api", "api", environment).awaitListening();
    start("coordinator", "coordinator", environment);
    start("projection", "projection", environment);
    environment.put("WINDLASS_WORKER_API_URL", api.toString());
    for (String worker : List.of("worker-1", "worker-2", "worker-3")) {
      start(worker, "worker", environment);
    }
    for (WindlassProcess process : processes.values()) {
      URI ready = process.awaitListening().resolve("/q/health/ready");
      Await.until(ready + " answers 200", LONG, () -> Http.get(ready.toString()).status() == 200);
    }
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    servers
        .asConfiguration()
        .forEach((key, value) -> environment.put(key.toUpperCase().replaceAll("[.-]", "_"), value));
    environment.put(
        "WINDLASS_TOPICS_PREFIX", "rows-" + UUID.randomUUID().toString().substring(0, 8));
    environment.put("WINDLASS_TOPICS_PARTITIONS", "4");
    environment.put("QUARKUS_HTTP_PORT", "0");
    return environment;
  }

  private WindlassProcess start(String name, String role, Map<String, String> environment)
      throws Exception {
    Map<String, String> own = new HashMap<>(environment);
    own.put("WINDLASS_ROLES", role);
    WindlassProcess process = WindlassProcess.start(own, "up");
    processes.put(name, process);
    return process;
  }

  private void createJob() {
    Http.post(
            url("/v1/definitions"),
            """
            { "namespace": "default", "name": "rows", "handler": "http",
              "cases": [ { "id": "call", "parameters": { "method": "GET", "url": "%s/rows/{row.n}" } } ] }
            """
                .formatted(target.url()))
        .expect(201);
    String csv =
        IntStream.range(0, ROWS)
            .mapToObj(String::valueOf)
            .collect(Collectors.joining("\n", "n\n", "\n"));
    String input =
        Http.post(url("/v1/inputs"), "text/csv", csv).expect(201).json().path("id").asText();
    job =
        Http.post(
                url("/v1/batch-jobs"),
                """
                { "definition": "default/rows", "input": "%s", "maxConcurrent": 50, "start": true }
                """
                    .formatted(input))
            .expect(202)
            .json()
            .path("id")
            .asText();
  }

  private String url(String path) {
    return api.resolve(path).toString();
  }

  private void directive(String json) {
    JsonNode answer =
        Http.post(url("/v1/batch-jobs/" + job + "/directives?wait=PT20S"), json).expect(202).json();
    assertThat(answer.path("state").asText()).as(answer.toString()).isEqualTo("applied");
  }

  private JsonNode view() {
    return Http.get(url("/v1/batch-jobs/" + job + "?subJobs=0")).expect(200).json();
  }

  private int inPostgres(String query) throws Exception {
    try (Connection connection = servers.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query.formatted(job))) {
      assertThat(row.next()).isTrue();
      return row.getInt(1);
    }
  }

  /** For as long as nothing is to happen: what would happen is seen at the target. */
  private static void observe(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() - end < 0) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  private static int mostInOneSecond(List<Long> sorted) {
    int most = 0;
    int from = 0;
    for (int to = 0; to < sorted.size(); to++) {
      while (sorted.get(to) - sorted.get(from) >= 1_000_000_000L) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    return most;
  }
}
