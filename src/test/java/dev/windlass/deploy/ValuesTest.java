package dev.windlass.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which values the chart takes, and what it says to others. */
class ValuesTest {
  private static final JsonNode SCHEMA = schema();

  private static JsonNode schema() {
    try {
      return new ObjectMapper().readTree(Release.CHART.resolve("values.schema.json").toFile());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void render(String key, String value) {
    Release.command(Release.CHART, Release.values("least"), Map.of(key, value)).call();
  }

  @Test
  void theLeastThatIsToBeSaidIsTaken() {
    assertThatCode(() -> render("image.tag", "0.1.0")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          image.repository                     |               | repository
          image.digest                         | latest        | digest
          security.keys.existingSecret         |               | existingSecret
          security.oidc.roles.root             | {x}           | root
          security.oidc.audience[0]            | any           | audience
          trustedProxies[0]                    | 10.0.0.0 /8   | trustedProxies
          networkPolicy.kafkaPorts[0]          | 9093          | kafkaPorts
          networkPolicy.ports.database[0]      | 0             | database
          tracing.endpoint                     | collector:4317 | endpoint
          tracing.endpoint                     | http://c/v1/traces | endpoint
          tracing.ratio                        | 2             | ratio
          tracing.ratio                        | 1.5           | ratio
          kafka.bootstrapServers               |               | bootstrapServers
          kafka.bootstrapServers               | kafka         | bootstrapServers
          kafka.protocol                       | TLS           | protocol
          kafka.mechanism                      | GSSAPI        | mechanism
          database.host                        | jdbc:postgres | host
          database.sslMode                     | on            | sslMode
          database.existingSecret              |               | existingSecret
          database.parameters.password         | sesame        | password
          topics.partitions                    | 0             | partitions
          topics.partitions                    | many          | partitions
          roles.api.replicas                   | -1            | replicas
          roles.api.keda.enabled               | true          | keda
          roles.coordinator.drainSeconds       | 5             | drainSeconds
          roles.worker.drainSeconds            | 0             | drainSeconds
          roles.worker.maxUnavailable          | 0             | maxUnavailable
          roles.worker.database.existingSecret | x             | database
          roles.pawl.replicas                  | 1             | pawl
          roles.worker.environment.X           | 1             | environment
          defaults.topologySpread              | maybe         | topologySpread
          kafak.bootstrapServers               | x:1           | kafak
          service.type                         | ExternalName  | type
          metrics.serviceMonitor.interval      | often         | interval
          metrics.prometheusRule.runbooks      | docs          | runbooks
          metrics.dashboards.labels            |               | labels
          """)
  void aValueThatIsNoneIsRefusedByItsName(String key, String value, String named) {
    assertThatThrownBy(() -> render(key, value == null ? "" : value))
        .hasMessageContaining("values don't meet the specifications of the schema")
        .hasMessageContaining(named);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kafka.existingSecret                                | ''        | kafka.existingSecret: with kafka.protocol SASL_SSL a Secret must hold credentials for api
          roles.worker.keda.enabled                           | true      | roles.worker.keda.existingSecret: /v1/statistics wants an API key
          metrics.serviceMonitor.enabled                      | true      | metrics.serviceMonitor.existingSecret: /q/metrics wants an API key
          roles.api.enabled                                   | false     | roles.worker.apiUrl: the role api is not enabled here
          roles.coordinator.standbyReplicas                   | 2         | roles.coordinator.standbyReplicas: 2 copies need at least 3 replicas
          roles.worker.apiKey.existingSecret                  | ''        | roles.worker.apiKey.existingSecret: workers fetch input rows from the API
          roles.worker.queues[0]                              | reports   | roles.worker.queues: reports is none of topics.queues
          ingress.enabled                                     | true      | networkPolicy.from.api: empty, so nobody would get through ingress
          security.oidc.authServerUrl                         | https://login.example | security.oidc.roles: empty, so every token would be refused
          tracing.enabled                                     | true      | tracing.endpoint: empty; say where the collector takes OTLP over gRPC
          httpRoute.enabled                                   | true      | networkPolicy.from.api: empty, so nobody would get through httpRoute
          service.type                                        | NodePort  | networkPolicy.from.api: empty, so nobody would get through service.type
          roles.worker.settings.windlass\\.worker\\.drain-timeout | PT1M  | settings of worker: windlass.worker.drain-timeout is set by the chart
          roles.worker.settings.windlass\\.roles              | api       | settings of worker: windlass.roles is set by the chart
          defaults.settings.kafka\\.bootstrap\\.servers       | x:1       | kafka.bootstrap.servers is set by the chart
          defaults.settings.windlass\\.sql\\.sources\\.a\\.password | sesame | windlass.sql.sources.a.password is a secret; give it by reference: extraEnv: [{ name: WINDLASS_SQL_SOURCES_A_PASSWORD
          """)
  void whatDoesNotGoTogetherIsRefusedWithTheWayOut(String key, String value, String message) {
    assertThatThrownBy(() -> render(key, value)).hasMessageContaining(message);
  }

  @Test
  void podsOfTheApiThatCannotReadEachOthersSessionsAreRefused() {
    String refusal = "security.oidc.cookies.existingSecret: each of %s pods of the API would";
    assertThatThrownBy(() -> renderWithLogin(Map.of())).hasMessageContaining(refusal.formatted(2));
    assertThatThrownBy(
            () ->
                renderWithLogin(
                    Map.of(
                        "roles.api.replicas", "1",
                        "roles.api.autoscaling.enabled", "true",
                        "roles.api.autoscaling.minReplicas", "1")))
        .hasMessageContaining(refusal.formatted(6));
    for (String enough :
        List.of(
            "roles.api.replicas=1",
            "security.oidc.existingSecret=client",
            "security.oidc.cookies.existingSecret=cookies")) {
      String[] value = enough.split("=");
      assertThatCode(() -> renderWithLogin(Map.of(value[0], value[1])))
          .as(enough)
          .doesNotThrowAnyException();
    }
  }

  private static void renderWithLogin(Map<String, String> more) {
    Map<String, String> values = new HashMap<>(more);
    values.put("security.oidc.authServerUrl", "https://login.example");
    values.put("security.oidc.roles.viewer[0]", "staff");
    Release.command(Release.CHART, Release.values("least"), values).call();
  }

  @Test
  void whomToBelieveIsSaidInOnePlace() {
    assertThatThrownBy(
            () ->
                Release.command(
                        Release.CHART,
                        Release.values("all-sides"),
                        Map.of(
                            "roles.api.settings.quarkus\\.http\\.proxy\\.trusted-proxies",
                            "10.0.0.0/8"))
                    .call())
        .hasMessageContaining("quarkus.http.proxy.trusted-proxies is set by the chart");
  }

  @Test
  void aVariableIsNeitherOneOfTheChartNorASecretInTheClear() {
    assertThatThrownBy(() -> withVariable("WINDLASS_HOST", "127.0.0.1"))
        .hasMessageContaining("extraEnv of worker: WINDLASS_HOST is set by the chart");
    assertThatThrownBy(() -> withVariable("WINDLASS_SQL_SOURCES_A_PASSWORD", "sesame"))
        .hasMessageContaining("is a secret; give it by reference");
  }

  private static void withVariable(String name, String value) {
    Release.command(
            Release.CHART,
            Release.values("least"),
            Map.of("roles.worker.extraEnv[0].name", name, "roles.worker.extraEnv[0].value", value))
        .call();
  }

  @Test
  void everyValueThatTheSchemaHasStandsInValuesYaml() throws Exception {
    JsonNode values = Release.YAML.readTree(Release.CHART.resolve("values.yaml").toFile());
    List<String> missing = new ArrayList<>();
    compare(SCHEMA, values, "", missing);
    assertThat(missing).isEmpty();
  }

  /** Down to what is said for one role only: the rest of a role stands in `defaults`. */
  private static void compare(JsonNode schema, JsonNode values, String path, List<String> missing) {
    resolved(schema)
        .path("properties")
        .properties()
        .forEach(
            entry -> {
              String name = path + "." + entry.getKey();
              JsonNode value = values.get(entry.getKey());
              if (value != null) {
                compare(entry.getValue(), value, name, missing);
              } else if (!name.equals(".global") && !path.startsWith(".roles.")) {
                missing.add(name);
              }
            });
  }

  private static JsonNode resolved(JsonNode schema) {
    String reference = schema.path("$ref").asText();
    return reference.isEmpty() ? schema : SCHEMA.at(reference.substring(1));
  }

  @Test
  void everyObjectOfTheSchemaIsClosedOrSaysWhatItHolds() {
    List<JsonNode> open = new ArrayList<>();
    find(SCHEMA, open);
    assertThat(open).isEmpty();
  }

  private static void find(JsonNode schema, List<JsonNode> open) {
    if (schema.path("properties").isObject()
        && schema.path("type").asText().equals("object")
        && !schema.has("additionalProperties")) {
      open.add(schema);
    }
    schema.forEach(child -> find(child, open));
  }

  @Test
  void theReadmeOfTheChartHasEverySecretThatItWants() throws Exception {
    String readme = Files.readString(Path.of("helm", "windlass", "README.md"));
    JsonNode values = Release.YAML.readTree(Release.CHART.resolve("values.yaml").toFile());
    List<String> secrets = new ArrayList<>();
    secrets(values, "", secrets);
    assertThat(secrets).hasSizeGreaterThan(10);
    assertThat(secrets.stream().filter(name -> !readme.contains("`" + name + "`"))).isEmpty();
  }

  private static void secrets(JsonNode values, String path, List<String> found) {
    values
        .properties()
        .forEach(
            entry -> {
              String name = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
              if (entry.getKey().equals("existingSecret")) {
                found.add(name.replaceFirst("^roles\\.\\w+\\.(kafka|database)", "roles.NAME.$1"));
              }
              secrets(entry.getValue(), name, found);
            });
  }
}
