package dev.windlass.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import dev.windlass.role.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The chart as Helm itself renders it. */
class ChartTest {
  private static final Path CHART = Path.of("helm", "windlass");

  private static TemplateCommand chart() {
    return new Helm(CHART)
        .template()
        .withName("nightly")
        .withKubeVersion("1.34.0")
        .set("image.repository", "registry.example/windlass")
        .set("image.tag", "0.1.0")
        .set("kafka.bootstrapServers", "kafka-1:9092,kafka-2:9092")
        .set("database.jdbcUrl", "jdbc:postgresql://postgres/windlass")
        .set("database.secretName", "windlass-database");
  }

  private static List<JsonNode> rendered(TemplateCommand command, String kind) throws IOException {
    try (MappingIterator<JsonNode> documents =
        new YAMLMapper().readerFor(JsonNode.class).readValues(command.call())) {
      return documents.readAll().stream()
          .filter(document -> document.path("kind").asText().equals(kind))
          .toList();
    }
  }

  @Test
  void rendersOneDeploymentForEveryRole() throws IOException {
    List<String> roles =
        rendered(chart(), "Deployment").stream()
            .map(d -> environment(d, "WINDLASS_ROLES").path("value").asText())
            .toList();
    assertThat(roles)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Role.values()).map(r -> r.name().toLowerCase(Locale.ROOT)).toList());
  }

  @Test
  void givesTheDatabaseOnlyToRolesThatUseOne() throws IOException {
    List<String> withDatabase =
        rendered(chart(), "Deployment").stream()
            .filter(d -> !environment(d, "QUARKUS_DATASOURCE_JDBC_URL").isMissingNode())
            .map(d -> environment(d, "WINDLASS_ROLES").path("value").asText())
            .toList();
    assertThat(withDatabase).containsExactlyInAnyOrder("api", "projection", "scheduler");
  }

  @Test
  void sendsTheServiceToTheApiPods() throws IOException {
    JsonNode service = rendered(chart(), "Service").get(0);
    JsonNode api =
        rendered(chart(), "Deployment").stream()
            .filter(d -> environment(d, "WINDLASS_ROLES").path("value").asText().equals("api"))
            .findFirst()
            .orElseThrow();
    assertThat(service.at("/spec/selector")).isEqualTo(api.at("/spec/selector/matchLabels"));
  }

  @Test
  void letsARoleSetItsOwnEnvironment() throws IOException {
    TemplateCommand command =
        chart()
            .set("roles.worker.environment.WINDLASS_WORKER_SLOTS", "8")
            .set("environment.TZ", "UTC");
    JsonNode worker =
        rendered(command, "Deployment").stream()
            .filter(d -> environment(d, "WINDLASS_ROLES").path("value").asText().equals("worker"))
            .findFirst()
            .orElseThrow();
    assertThat(environment(worker, "WINDLASS_WORKER_SLOTS").path("value").asText()).isEqualTo("8");
    assertThat(environment(worker, "TZ").path("value").asText()).isEqualTo("UTC");
  }

  @Test
  void keepsResultFilesWhereAllPodsThatUseThemSeeThem() throws IOException {
    TemplateCommand claimed = chart().set("results.claim", "results");
    List<String> mounting =
        rendered(claimed, "Deployment").stream()
            .filter(d -> d.toString().contains("\"claimName\":\"results\""))
            .filter(
                d ->
                    environment(d, "WINDLASS_RESULTS_DIRECTORY")
                        .path("value")
                        .asText()
                        .equals("/results"))
            .map(d -> environment(d, "WINDLASS_ROLES").path("value").asText())
            .toList();
    assertThat(mounting).containsExactlyInAnyOrder("api", "scheduler", "worker");
  }

  @Test
  void sendsResultFilesToABucketWhereOneIsNamed() throws IOException {
    TemplateCommand bucket =
        chart().set("results.s3.bucket", "files").set("results.s3.secretName", "bucket-key");
    for (JsonNode deployment : rendered(bucket, "Deployment")) {
      String role = environment(deployment, "WINDLASS_ROLES").path("value").asText();
      boolean uses = List.of("api", "scheduler", "worker").contains(role);
      assertThat(environment(deployment, "WINDLASS_RESULTS_STORE").path("value").asText())
          .as(role)
          .isEqualTo(uses ? "s3" : "");
      assertThat(
              environment(deployment, "WINDLASS_RESULTS_S3_SECRET_KEY")
                  .at("/valueFrom/secretKeyRef/name")
                  .asText())
          .as(role)
          .isEqualTo(uses ? "bucket-key" : "");
    }
  }

  @Test
  void refusesToRenderWithoutAKafka() {
    assertThatThrownBy(() -> chart().set("kafka.bootstrapServers", "").call())
        .hasMessageContaining("bootstrapServers");
  }

  @Test
  void refusesUnknownValues() {
    assertThatThrownBy(() -> chart().set("kafak.bootstrapServers", "x:1").call())
        .hasMessageContaining("kafak");
  }

  private static JsonNode environment(JsonNode deployment, String name) {
    for (JsonNode variable : deployment.at("/spec/template/spec/containers/0/env")) {
      if (variable.path("name").asText().equals(name)) {
        return variable;
      }
    }
    return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
  }
}
