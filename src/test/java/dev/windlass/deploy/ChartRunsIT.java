package dev.windlass.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.Http;
import dev.windlass.testkit.TestServers;
import dev.windlass.testkit.WindlassProcess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program with the arguments, the environment and the files of the chart's pods. */
@Timeout(180)
class ChartRunsIT {
  private static final String ETC = "/etc/windlass";

  @TempDir private Path etc;

  @Test
  void theJobMakesWhatARoleNeedsWhichThenIsWell() throws Exception {
    TestServers servers = TestServers.get().withFreshDatabase();
    Release release =
        Release.rendered(
            Release.CHART.resolve("values-small.yaml"),
            Map.of(
                "kafka.bootstrapServers",
                servers.bootstrapServers(),
                "topics.prefix",
                "chart-" + UUID.randomUUID(),
                "roles.scheduler.settings.quarkus\\.log\\.console\\.format",
                "of the chart: %s%n"));

    WindlassProcess job = start(release.ofKind("Job").getFirst(), servers);
    assertThat(job.awaitExit()).as(job.output()).isZero();

    JsonNode scheduler = release.deployment("scheduler");
    mount(release, scheduler);
    WindlassProcess program = start(scheduler, servers);
    try {
      URI address = program.awaitListening();
      for (String probe : new String[] {"startupProbe", "livenessProbe", "readinessProbe"}) {
        String path = Release.container(scheduler).path(probe).at("/httpGet/path").asText();
        Await.until(probe, Duration.ofSeconds(60), () -> Http.get(address + path).status() == 200);
      }
      assertThat(program.output()).contains("of the chart: ");
      assertThat(Http.get(address + "/q/health/ready").body())
          .as("the environment goes over the file")
          .contains("scheduler")
          .doesNotContain("projection");
    } finally {
      program.kill();
    }
  }

  private WindlassProcess start(JsonNode maker, TestServers servers) throws Exception {
    Map<String, String> environment = new HashMap<>();
    for (JsonNode variable : Release.container(maker).path("env")) {
      environment.put(
          variable.path("name").asText(),
          variable.path("value").asText().replace(ETC, etc.toString()));
    }
    // The servers of the tests have no TLS, other secrets and other ports.
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", servers.jdbcUrl());
    environment.put("QUARKUS_DATASOURCE_USERNAME", servers.username());
    environment.put("QUARKUS_DATASOURCE_PASSWORD", servers.password());
    environment.put("WINDLASS_HOST", "127.0.0.1");
    environment.put("WINDLASS_PORT", "0");
    environment.put("WINDLASS_RESULTS_DIRECTORY", etc.resolve("results").toString());
    return WindlassProcess.start(environment, Release.container(maker).at("/args/0").asText());
  }

  /**
   * The settings, with one that the environment has, too; and the keys, of which there are none.
   */
  private void mount(Release release, JsonNode maker) throws Exception {
    String text = release.ofKind("ConfigMap").getFirst().at("/data/scheduler.properties").asText();
    Path settings = Files.createDirectories(etc.resolve("settings")).resolve("settings.properties");
    Files.writeString(settings, text);
    Files.writeString(settings, "\nwindlass.roles=projection\n", StandardOpenOption.APPEND);
    Path keys = Files.createDirectories(etc.resolve("secret")).resolve("keys.properties");
    Files.writeString(keys, "");
    assertThat(Release.valueOf(maker, "QUARKUS_CONFIG_LOCATIONS"))
        .isEqualTo(ETC + "/settings/settings.properties," + ETC + "/secret/keys.properties");
  }
}
