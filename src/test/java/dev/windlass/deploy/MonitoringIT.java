package dev.windlass.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.Http;
import dev.windlass.testkit.TestServers;
import dev.windlass.testkit.WindlassProcess;
import dev.windlass.wire.KafkaClients;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * One packaged program with every role, set up as its image is, that has run the examples: it has
 * what the alerts and dashboards ask for, and says it is alive in the image's way.
 */
@Timeout(180)
class MonitoringIT {
  private static final Path EXAMPLES = Path.of("deploy", "examples");

  /** What options of the image, which tests don't run with, are there to prevent. */
  private static final String OF_THE_JVM = "WARNING: ";

  private static final String PREFIX = "monitoring-" + UUID.randomUUID();

  /** Of a client whose trace is recorded. */
  private static final String CLIENT = "b7ad6b7169203331";

  @TempDir private static Path results;
  private static TraceCollector traces;
  private static WindlassProcess program;
  private static URI address;

  @BeforeAll
  static void runsTheExamples() throws Exception {
    traces = new TraceCollector();
    program = WindlassProcess.start(environment(), "up", "--port", "0");
    address = program.awaitListening();
    Await.until(
        "all roles are well",
        java.time.Duration.ofSeconds(90),
        () -> Http.get(address + "/q/health/ready").status() == 200);
    Ran steps = run(Map.of("WINDLASS_URL", address.toString()), EXAMPLES + "/first-steps.sh");
    assertThat(steps.code()).as(steps.output()).isZero();
    assertThat(steps.output()).contains("\"completed\"").contains("Istanbul");
    WindlassProcess client =
        WindlassProcess.start(
            Map.of(), "run", EXAMPLES + "/hello.yaml", "--wait", "--server", address.toString());
    assertThat(client.awaitExit()).as(client.output()).isZero();
  }

  @AfterAll
  static void end() throws InterruptedException {
    if (program != null) {
      program.terminate();
      program.awaitExit();
    }
    traces.close();
  }

  @Test
  void hasEveryMetricAndLabelThatAlertsAndDashboardsAskFor() throws Exception {
    Exposition told =
        Await.value(
            "both batch jobs are counted",
            () -> Exposition.parse(Http.get(address + "/q/metrics").expect(200).body()),
            now -> now.value("windlass_batch_jobs", "status", "completed") >= 2);
    Map<String, List<String>> lacking = new TreeMap<>();
    for (Expressions.Expression expression : Expressions.read().all()) {
      List<String> lacks = told.lacking(expression.read());
      if (!lacks.isEmpty()) {
        lacking.put(expression.where(), lacks);
      }
    }
    assertThat(lacking).isEmpty();
  }

  @Test
  void countsFromZeroWhatShouldNeverHappen() {
    Exposition told = Exposition.parse(Http.get(address + "/q/metrics").expect(200).body());
    assertThat(told.all())
        .filteredOn(series -> series.name().equals("windlass_dead_letters_total"))
        .extracting(series -> series.labels().get("role"))
        .contains("coordinator", "worker", "projection");
    assertThat(told.all())
        .filteredOn(series -> series.name().equals("windlass_leases_ended_total"))
        .hasSize(1);
  }

  @Test
  void isAliveByTheImagesOwnWord() throws Exception {
    Map<String, String> port = Map.of("WINDLASS_PORT", String.valueOf(address.getPort()));
    assertThat(run(port, "deploy/image/alive.sh").code()).isZero();
    assertThat(run(Map.of("WINDLASS_PORT", "1"), "deploy/image/alive.sh").code()).isNotZero();
  }

  @Test
  void logsALineOfJsonForEachThingThatHappens() throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<String> lines =
        program
            .output()
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith(OF_THE_JVM))
            .toList();
    assertThat(lines).isNotEmpty().allSatisfy(line -> assertThat(line).startsWith("{"));
    for (String line : lines) {
      JsonNode record = json.readTree(line);
      assertThat(record.get("level").asText()).as(line).isNotBlank();
      assertThat(record.get("timestamp").asText()).as(line).isNotBlank();
      assertThat(record.get("message").asText()).as(line).doesNotContain("Unrecognized");
    }
  }

  @Test
  void aTraceFollowsADirectiveThroughEveryTopicToTheViewAndEachOperation() {
    Http.put(
            address + "/v1/definitions/default/traced",
            """
            {"namespace": "default", "name": "traced", "handler": "simulate",
             "cases": [{"id": "work", "parameters": {"output": "done"}}]}""")
        .expect(201);
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    Http.postTraced(
            address + "/v1/batch-jobs",
            traceparent(trace),
            "{\"definition\": \"default/traced\", \"subJobs\": 3, \"start\": true}")
        .expect(202);
    List<String> expected =
        List.of(
            "POST /v1/batch-jobs",
            "send " + PREFIX + ".directives",
            "process " + PREFIX + ".directives",
            "process " + PREFIX + ".control",
            "process " + PREFIX + ".claims",
            "run grant",
            "run operation",
            "process " + PREFIX + ".progress",
            "process " + PREFIX + ".results",
            "process " + PREFIX + ".events");
    List<TraceCollector.Span> told =
        Await.value(
            "every step is told",
            () -> traces.of(trace),
            now ->
                names(now).containsAll(expected)
                    && now.stream().filter(s -> s.name().equals("run operation")).count() == 3
                    && parents(now).stream().allMatch(ids(now)::contains));
    assertThat(told).hasSizeLessThan(60);
  }

  @Test
  void aLineOfTheLogSaysWhichTraceItBelongsTo() throws Exception {
    String trace = "5bf92f3577b34da6a3ce929d0e0e4737";
    var unreadable =
        new ProducerRecord<>(PREFIX + ".directives", 0, new byte[1], "{".getBytes(UTF_8));
    unreadable.headers().add("type", "directive".getBytes(UTF_8));
    unreadable.headers().add("traceparent", traceparent(trace).getBytes(UTF_8));
    Map<String, Object> kafka = Map.of("bootstrap.servers", TestServers.get().bootstrapServers());
    try (var producer = new KafkaClients(kafka).producer("traced", Map.of())) {
      producer.send(unreadable).get();
    }
    JsonNode line =
        Await.value(
            "it is put aside, and the log says so",
            () -> line("Put aside into " + PREFIX),
            java.util.Objects::nonNull);
    assertThat(line.at("/mdc/traceId").asText()).isEqualTo(trace);
    assertThat(line.at("/mdc/spanId").asText()).hasSize(16).isNotEqualTo(CLIENT);
  }

  private static JsonNode line(String message) throws IOException {
    for (String line : program.output().lines().toList()) {
      if (line.startsWith("{") && line.contains(message)) {
        return new ObjectMapper().readTree(line);
      }
    }
    return null;
  }

  private static String traceparent(String trace) {
    return "00-" + trace + "-" + CLIENT + "-01";
  }

  private static Set<String> names(List<TraceCollector.Span> spans) {
    return spans.stream().map(TraceCollector.Span::name).collect(Collectors.toSet());
  }

  private static Set<String> parents(List<TraceCollector.Span> spans) {
    return spans.stream().map(TraceCollector.Span::parent).collect(Collectors.toSet());
  }

  /** And the one that began it, which is not told here. */
  private static Set<String> ids(List<TraceCollector.Span> spans) {
    return Stream.concat(spans.stream().map(TraceCollector.Span::id), Stream.of(CLIENT))
        .collect(Collectors.toSet());
  }

  private static Map<String, String> environment() throws Exception {
    TestServers servers = TestServers.get().withFreshDatabase();
    Map<String, String> environment = new HashMap<>();
    environment.put("KAFKA_BOOTSTRAP_SERVERS", servers.bootstrapServers());
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", servers.jdbcUrl());
    environment.put("QUARKUS_DATASOURCE_USERNAME", servers.username());
    environment.put("QUARKUS_DATASOURCE_PASSWORD", servers.password());
    environment.put("WINDLASS_TOPICS_PREFIX", PREFIX);
    environment.put("WINDLASS_TOPICS_PARTITIONS", "4");
    environment.put("QUARKUS_OTEL_SDK_DISABLED", "false");
    environment.put("QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", traces.url());
    environment.put("QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
    environment.putAll(Dockerfile.read().environment());
    environment.put("WINDLASS_RESULTS_DIRECTORY", results.toString());
    return environment;
  }

  private record Ran(int code, String output) {}

  private static Ran run(Map<String, String> environment, String... command) throws Exception {
    Path output = Files.createTempFile(results, "output", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    int code = builder.start().waitFor();
    return new Ran(code, Files.readString(output));
  }
}
