package dev.windlass.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.Http;
import dev.windlass.testkit.TestServers;
import dev.windlass.testkit.WindlassProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
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

  @TempDir private static Path results;
  private static WindlassProcess program;
  private static URI address;

  @BeforeAll
  static void runsTheExamples() throws Exception {
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

  private static Map<String, String> environment() throws Exception {
    TestServers servers = TestServers.get().withFreshDatabase();
    Map<String, String> environment = new HashMap<>();
    environment.put("KAFKA_BOOTSTRAP_SERVERS", servers.bootstrapServers());
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", servers.jdbcUrl());
    environment.put("QUARKUS_DATASOURCE_USERNAME", servers.username());
    environment.put("QUARKUS_DATASOURCE_PASSWORD", servers.password());
    environment.put("WINDLASS_TOPICS_PREFIX", "monitoring-" + UUID.randomUUID());
    environment.put("WINDLASS_TOPICS_PARTITIONS", "4");
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
