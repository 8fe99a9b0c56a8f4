package dev.windlass.deploy;

import static dev.windlass.deploy.Release.container;
import static dev.windlass.deploy.Release.nameOf;
import static dev.windlass.deploy.Release.valueOf;
import static dev.windlass.deploy.Release.values;
import static dev.windlass.deploy.Release.variable;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.api.StatisticsResource;
import dev.windlass.role.Role;
import io.quarkus.vertx.http.runtime.TrustedProxyCheckPartConverter;
import jakarta.ws.rs.Path;
import java.io.StringReader;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** What the chart makes of its values. */
class ChartTest {
  private static final String SCALED = "ScaledObject";
  private static final String PROXY = "QUARKUS_HTTP_PROXY_";
  private static final String AUDIENCE = "QUARKUS_OIDC_TOKEN_AUDIENCE";

  private static Release least() throws Exception {
    return Release.of(values("least"));
  }

  private static Release shipped(String name) throws Exception {
    return Release.of(Release.CHART.resolve("values-" + name + ".yaml"));
  }

  @Test
  void rendersOneDeploymentForEveryRole() throws Exception {
    Release release = least();
    assertThat(release.ofKind("Deployment").stream().map(d -> valueOf(d, "WINDLASS_ROLES")))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Role.values()).map(ChartTest::word).toList());
  }

  @Test
  void givesTheDatabaseOnlyToRolesThatUseOne() throws Exception {
    Release release = least();
    for (Role role : Role.values()) {
      JsonNode deployment = release.deployment(word(role));
      for (String name : List.of("JDBC_URL", "USERNAME", "PASSWORD")) {
        assertThat(variable(deployment, "QUARKUS_DATASOURCE_" + name).isMissingNode())
            .as(role + " " + name)
            .isEqualTo(!role.needsDatabase());
      }
    }
  }

  @Test
  void theJobChangesTablesAndTopicsSoThatNoRoleHasTo() throws Exception {
    Release release = least();
    JsonNode job = release.named("Job", "nightly-windlass-prepare");
    assertThat(Release.isHook(job)).isTrue();
    assertThat(job.at("/metadata/annotations/" + Release.HOOK.replace("/", "~1")).asText())
        .isEqualTo("pre-install,pre-upgrade");
    assertThat(container(job).path("args").toString()).isEqualTo("[\"prepare\"]");
    for (Role role : Role.values()) {
      JsonNode deployment = release.deployment(word(role));
      assertThat(valueOf(deployment, "QUARKUS_FLYWAY_MIGRATE_AT_START"))
          .isEqualTo(role.needsDatabase() ? "false" : "");
    }
  }

  @Test
  void withoutTheJobRolesMigrateByThemselves() throws Exception {
    Release release = Release.of(values("everything-off"));
    assertThat(release.ofKind("Job")).isEmpty();
    assertThat(release.deployment("api").toString()).doesNotContain("FLYWAY");
  }

  @Test
  void theJobAndEachRoleMayHaveCredentialsOfTheirOwn() throws Exception {
    Release release = shipped("production");
    JsonNode job = release.podMakers().stream().filter(Release::isHook).findFirst().orElseThrow();
    assertThat(secretOf(job, "KAFKA_SASL_JAAS_CONFIG")).isEqualTo("windlass-prepare");
    Release owners = shipped("airgapped");
    JsonNode owner = owners.named("Job", "nightly-windlass-prepare");
    assertThat(secretOf(owner, "QUARKUS_DATASOURCE_PASSWORD")).isEqualTo("windlass-owner");
    for (Role role : Role.values()) {
      assertThat(secretOf(release.deployment(word(role)), "KAFKA_SASL_JAAS_CONFIG"))
          .isEqualTo("windlass-" + word(role));
      assertThat(secretOf(owners.deployment(word(role)), "QUARKUS_DATASOURCE_PASSWORD"))
          .isEqualTo(role.needsDatabase() ? "windlass-" + word(role) : "");
    }
  }

  @Test
  void aWorkerIsGivenTheTimeThatItTakesToLeave() throws Exception {
    Release production = shipped("production");
    for (Release release : List.of(least(), production)) {
      JsonNode worker = release.deployment("worker");
      Duration drain = Duration.parse(valueOf(worker, "WINDLASS_WORKER_DRAIN_TIMEOUT"));
      Duration grace =
          Duration.ofSeconds(
              worker.at("/spec/template/spec/terminationGracePeriodSeconds").asLong());
      // It interrupts what still runs, gives it up, and joins its threads.
      assertThat(grace).isGreaterThanOrEqualTo(drain.plus(closing().multipliedBy(3)));
    }
    assertThat(valueOf(production.deployment("worker"), "WINDLASS_WORKER_DRAIN_TIMEOUT"))
        .isEqualTo("PT60S");
  }

  /** How long a worker waits, step by step, after drain-timeout. */
  private static Duration closing() throws Exception {
    Field field = Class.forName("dev.windlass.worker.Worker").getDeclaredField("CLOSING");
    field.setAccessible(true);
    return (Duration) field.get(null);
  }

  @Test
  void anApiAnswersWhatIsUnderWayBeforeItEnds() throws Exception {
    JsonNode api = least().deployment("api");
    Duration sleep =
        Duration.ofSeconds(container(api).at("/lifecycle/preStop/sleep/seconds").asLong());
    Duration answers = Duration.parse(valueOf(api, "QUARKUS_SHUTDOWN_TIMEOUT"));
    assertThat(sleep).isPositive();
    assertThat(
            Duration.ofSeconds(
                api.at("/spec/template/spec/terminationGracePeriodSeconds").asLong()))
        .isGreaterThan(sleep.plus(answers).plusSeconds(10));
  }

  @Test
  void workersAreScaledByACounterThatTheApiHas() throws Exception {
    Release release = shipped("production");
    JsonNode worker = release.deployment("worker");
    JsonNode scaled = release.named(SCALED, nameOf(worker));
    assertThat(scaled.at("/spec/scaleTargetRef/name").asText()).isEqualTo(nameOf(worker));
    assertThat(worker.path("spec").has("replicas")).isFalse();
    JsonNode trigger = scaled.at("/spec/triggers/0/metadata");
    assertThat(trigger.path("url").asText())
        .isEqualTo(
            valueOf(worker, "WINDLASS_WORKER_API_URL")
                + StatisticsResource.class.getAnnotation(Path.class).value())
        .isEqualTo("http://nightly-windlass-api.batch.svc:8080/v1/statistics");
    assertThat(trigger.path("valueLocation").asText()).isEqualTo("backlog.default");
    RecordComponent[] fields =
        Class.forName("dev.windlass.api.StatisticsJson").getRecordComponents();
    assertThat(Arrays.stream(fields).map(RecordComponent::getName)).contains("backlog");
  }

  @Test
  void severalQueuesCountTogether() throws Exception {
    Release release = Release.of(values("workers-only"));
    JsonNode spec = release.ofKind(SCALED).getFirst().path("spec");
    assertThat(spec.at("/advanced/scalingModifiers/formula").asText()).isEqualTo("queue0 + queue1");
    assertThat(spec.at("/advanced/scalingModifiers/target").asText()).isEqualTo("2000000");
    assertThat(spec.path("triggers").findValuesAsText("name")).contains("queue0", "queue1");
    assertThat(spec.path("triggers").findValuesAsText("valueLocation"))
        .containsExactly("backlog.reports", "backlog.7-up");
    assertThat(valueOf(release.deployment("worker"), "WINDLASS_WORKER_QUEUES"))
        .isEqualTo("reports,7-up");
  }

  @Test
  void aPoolOfWorkersAsksTheApiOfAnotherRelease() throws Exception {
    Release release = Release.of(values("workers-only"));
    assertThat(release.ofKind("Deployment")).hasSize(1);
    assertThat(release.ofKind("Service")).isEmpty();
    assertThat(valueOf(release.deployment("worker"), "WINDLASS_WORKER_API_URL"))
        .isEqualTo("http://windlass-api.batch.svc:8080");
    assertThat(release.ofKind(SCALED).getFirst().at("/spec/triggers/0/metadata/url").asText())
        .isEqualTo("http://windlass-api.batch.svc:8080/v1/statistics");
  }

  @Test
  void settingsComeAsAFileBelowTheEnvironment() throws Exception {
    Release release = Release.of(values("all-sides"));
    JsonNode files = release.ofKind("ConfigMap").getFirst().path("data");
    Properties worker = new Properties();
    worker.load(new StringReader(files.path("worker.properties").asText()));
    assertThat(worker)
        .containsOnly(
            Map.entry("config_ordinal", "290"),
            Map.entry("windlass.lease", "PT30S"),
            Map.entry("windlass.command.path", "C:\\jobs"));
    assertThat(valueOf(release.deployment("worker"), "QUARKUS_CONFIG_LOCATIONS"))
        .isEqualTo(
            "/etc/windlass/settings/settings.properties,/etc/windlass/secret/windlass.properties");
    Release pool = Release.of(values("workers-only"));
    assertThat(pool.ofKind("ConfigMap").getFirst().at("/data/worker.properties").asText())
        .contains("windlass.inputs.max-rows=20000000");
  }

  @Test
  void otherSettingsMakeOtherPods() throws Exception {
    String at = "/spec/template/metadata/annotations/checksum~1settings";
    Release changed =
        Release.rendered(
            values("least"), Map.of("roles.worker.settings.windlass\\.lease", "PT20S"));
    assertThat(changed.deployment("worker").at(at))
        .isNotEqualTo(least().deployment("worker").at(at));
    assertThat(changed.deployment("api").at(at)).isEqualTo(least().deployment("api").at(at));
  }

  @Test
  void aRoleSaysOtherwiseThanTheRest() throws Exception {
    Release release = Release.of(values("all-sides"));
    assertThat(valueOf(release.deployment("worker"), "WINDLASS_WORKER_SLOTS")).isEqualTo("64");
    assertThat(valueOf(release.deployment("worker"), "TZ")).isEqualTo("UTC");
    assertThat(valueOf(release.deployment("api"), "WINDLASS_WORKER_SLOTS")).isEmpty();
    Release production = shipped("production");
    assertThat(
            production
                .named("PodDisruptionBudget", "nightly-windlass-worker")
                .at("/spec/maxUnavailable")
                .asText())
        .isEqualTo("25%");
    assertThat(
            production
                .named("PodDisruptionBudget", "nightly-windlass-api")
                .at("/spec/maxUnavailable")
                .asInt())
        .isEqualTo(1);
  }

  @Test
  void anImageIsNamedByItsDigestWhereThereIsOne() throws Exception {
    assertThat(container(shipped("airgapped").deployment("api")).path("image").asText())
        .startsWith("registry.internal/batch/windlass@sha256:");
    Release upgrade = Release.of(values("all-sides"));
    assertThat(container(upgrade.deployment("worker")).path("image").asText())
        .isEqualTo("registry.example/windlass:0.2.0");
    assertThat(container(upgrade.deployment("coordinator")).path("image").asText())
        .isEqualTo("registry.example/windlass:0.1.0");
    assertThat(container(upgrade.ofKind("Job").getFirst()).path("image").asText())
        .isEqualTo("registry.example/windlass:0.2.0");
    // A newer chart would end coordinators that are to stay as they are.
    assertThat(upgrade.deployment("coordinator").at("/spec/template/metadata").toString())
        .doesNotContain("version", "helm.sh");
  }

  @Test
  void thePortsOfServersAreThoseThatPoliciesLetPass() throws Exception {
    Release release = Release.of(values("all-sides"));
    String api = release.named("NetworkPolicy", "nightly-windlass-api").path("spec").toString();
    assertThat(api).contains("\"port\":9093", "\"port\":9095", "\"port\":6432", "\"port\":8443");
    assertThat(api).contains("\"port\":514", "\"port\":5353").doesNotContain("\"port\":9094");
    assertThat(Release.of(values("workers-only")).ofKind("NetworkPolicy").getLast().toString())
        .contains("\"port\":9000", "\"port\":8080", "\"port\":9093", "\"port\":53,");
  }

  @Test
  void aPolicyNamesThePortsOfPodsWhereServicesHaveOthers() throws Exception {
    String at = "networkPolicy.ports.";
    Map<String, String> ports =
        Map.of(at + "database[0]", "7001", at + "oidc[0]", "7002", at + "tracing[0]", "7003");
    String api =
        Release.rendered(values("all-sides"), ports)
            .named("NetworkPolicy", "nightly-windlass-api")
            .path("spec")
            .toString();
    assertThat(api).contains("\"port\":7001", "\"port\":7002", "\"port\":7003");
    assertThat(api).doesNotContain("\"port\":6432", "\"port\":8443", "\"port\":4317");
    Map<String, String> others =
        Map.of(at + "s3[0]", "7004", at + "api[0]", "7005", at + "kafka[0]", "7006");
    assertThat(
            Release.rendered(values("workers-only"), others)
                .ofKind("NetworkPolicy")
                .getLast()
                .toString())
        .contains("\"port\":7004", "\"port\":7005", "\"port\":7006")
        .doesNotContain("\"port\":9000", "\"port\":8080", "\"port\":9093");
  }

  @Test
  void theApiBelievesWhoStandsBeforeItAndNobodyElse() throws Exception {
    for (Release release : List.of(shipped("production"), shipped("airgapped"))) {
      JsonNode api = release.deployment("api");
      assertThat(valueOf(api, PROXY + "PROXY_ADDRESS_FORWARDING")).isEqualTo("true");
      assertThat(valueOf(api, PROXY + "TRUSTED_PROXIES")).startsWith("10.0.0.0/8");
      assertThat(release.deployment("scheduler").toString()).doesNotContain(PROXY);
    }
    assertThat(least().deployment("api").toString()).doesNotContain(PROXY);
  }

  @Test
  void whoIsBelievedWhereNothingIsSaidIsANetworkThatTheProgramReads() throws Exception {
    String networks = valueOf(shipped("airgapped").deployment("api"), PROXY + "TRUSTED_PROXIES");
    assertThat(networks.split(","))
        .contains("fd00::/8")
        .allMatch(network -> network.matches(".+/\\d+"))
        .allSatisfy(network -> new TrustedProxyCheckPartConverter().convert(network));
  }

  @Test
  void aTokenIsForTheClientUnlessAnotherAudienceIsSaid() throws Exception {
    assertThat(valueOf(Release.of(values("all-sides")).deployment("api"), AUDIENCE))
        .isEqualTo("windlass,console");
    assertThat(shipped("production").deployment("api").toString()).doesNotContain(AUDIENCE);
  }

  @Test
  void allPodsOfTheApiReadTheSameSessions() throws Exception {
    String encryption = "QUARKUS_OIDC_TOKEN_STATE_MANAGER_ENCRYPTION_SECRET";
    JsonNode api = Release.of(values("all-sides")).deployment("api");
    assertThat(secretOf(api, encryption)).isEqualTo("cookies");
    assertThat(variable(api, encryption).at("/valueFrom/secretKeyRef/key").asText())
        .isEqualTo("encryption-secret");
    assertThat(secretOf(shipped("production").deployment("api"), "QUARKUS_OIDC_CREDENTIALS_SECRET"))
        .isEqualTo("windlass-oidc");
  }

  @Test
  void everyRoleSendsItsTracesToTheCollectorAndMayReachIt() throws Exception {
    Release release = Release.of(values("all-sides"));
    for (Role role : Role.values()) {
      JsonNode pods = release.deployment(word(role));
      assertThat(valueOf(pods, "QUARKUS_OTEL_SDK_DISABLED")).isEqualTo("false");
      assertThat(valueOf(pods, "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT"))
          .isEqualTo("http://collector.observability.svc:4317");
      assertThat(valueOf(pods, "QUARKUS_OTEL_TRACES_SAMPLER_ARG")).isEqualTo("0.05");
      assertThat(release.named("NetworkPolicy", nameOf(pods)).at("/spec/egress"))
          .filteredOn(rule -> rule.at("/ports/0/port").asInt() == 4317)
          .singleElement()
          .extracting(rule -> rule.at("/to/0/namespaceSelector").toString())
          .asString()
          .contains("observability");
    }
    assertThat(container(release.ofKind("Job").getFirst()).toString()).doesNotContain("OTEL");
    assertThat(least().manifests().toString()).doesNotContain("OTEL", "4317");
  }

  @Test
  void aCollectorsOwnPortIsTaken() throws Exception {
    Release release =
        Release.rendered(
            values("all-sides"), Map.of("tracing.endpoint", "https://otlp.example:443"));
    assertThat(valueOf(release.deployment("api"), "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT"))
        .isEqualTo("https://otlp.example:443");
    assertThat(release.named("NetworkPolicy", "nightly-windlass-api").path("spec").toString())
        .contains("\"port\":443")
        .doesNotContain("\"port\":4317");
  }

  @Test
  void workersReachTheApiAndOperationsOnlyWhatIsAllowed() throws Exception {
    Release release = least();
    JsonNode worker = release.named("NetworkPolicy", "nightly-windlass-worker");
    JsonNode pods = release.deployment("api").at("/spec/selector/matchLabels");
    assertThat(worker.at("/spec/egress"))
        .anyMatch(rule -> rule.at("/to/0/podSelector/matchLabels").equals(pods))
        .hasSize(3);
    assertThat(
            release
                .named("NetworkPolicy", "nightly-windlass-api")
                .at("/spec/ingress/0/from/0/podSelector/matchLabels"))
        .isEqualTo(release.deployment("worker").at("/spec/selector/matchLabels"));
    assertThat(
            shipped("production")
                .named("NetworkPolicy", "nightly-windlass-worker")
                .at("/spec/egress"))
        .anyMatch(rule -> rule.toString().contains("0.0.0.0/0"));
  }

  @Test
  void theDatabaseIsNamedWithHowItsCertificateIsLookedAt() throws Exception {
    assertThat(valueOf(least().deployment("api"), "QUARKUS_DATASOURCE_JDBC_URL"))
        .isEqualTo(
            "jdbc:postgresql://postgres:5432/windlass?sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory&sslmode=verify-full");
    assertThat(valueOf(shipped("airgapped").deployment("api"), "QUARKUS_DATASOURCE_JDBC_URL"))
        .isEqualTo(
            "jdbc:postgresql://postgres-1.internal:5432,postgres-2.internal:5432/windlass?sslmode=verify-full&sslrootcert=/etc/windlass/database-ca/ca.crt&targetServerType=primary");
    assertThat(
            valueOf(
                Release.of(values("everything-off")).deployment("api"),
                "QUARKUS_DATASOURCE_JDBC_URL"))
        .isEqualTo("jdbc:postgresql://postgres:5432/windlass?connectTimeout=5&sslmode=disable");
  }

  @Test
  void sendsResultFilesToABucketOrWhereAllPodsThatUseThemSeeThem() throws Exception {
    Release bucket = shipped("production");
    Release claim = shipped("airgapped");
    for (Role role : Role.values()) {
      boolean uses = List.of(Role.API, Role.SCHEDULER, Role.WORKER).contains(role);
      JsonNode pods = bucket.deployment(word(role));
      assertThat(valueOf(pods, "WINDLASS_RESULTS_STORE")).isEqualTo(uses ? "s3" : "");
      assertThat(secretOf(pods, "WINDLASS_RESULTS_S3_SECRET_KEY"))
          .isEqualTo(uses ? "windlass-results" : "");
      assertThat(claim.deployment(word(role)).toString().contains("\"claimName\"")).isEqualTo(uses);
    }
  }

  @Test
  void metricsAreReadWithAKeyOfEveryRole() throws Exception {
    JsonNode monitor = shipped("production").ofKind("ServiceMonitor").getFirst();
    JsonNode endpoint = monitor.at("/spec/endpoints/0");
    assertThat(endpoint.path("path").asText()).isEqualTo("/q/metrics");
    assertThat(endpoint.at("/authorization/credentials/name").asText())
        .isEqualTo("windlass-metrics-key");
  }

  @Test
  void alertsAreThoseOfTheFileThatComposeReads() throws Exception {
    assertThat(least().ofKind("PrometheusRule")).isEmpty();
    JsonNode file = Release.YAML.readTree(Expressions.RULES.toFile());
    JsonNode plain =
        Release.rendered(values("least"), Map.of("metrics.prometheusRule.enabled", "true"))
            .ofKind("PrometheusRule")
            .getFirst();
    assertThat(plain.path("spec")).isEqualTo(file);
    JsonNode rules = shipped("production").ofKind("PrometheusRule").getFirst();
    assertThat(rules.at("/metadata/labels/release").asText()).isEqualTo("prometheus");
    assertThat(rules.findValuesAsText("runbook_url"))
        .containsExactlyElementsOf(
            file.findValuesAsText("runbook_url").stream()
                .map(document -> "https://docs.example/windlass/" + document)
                .toList());
    assertThat(rules.findValuesAsText("expr")).isEqualTo(file.findValuesAsText("expr"));
  }

  @Test
  void dashboardsAreThoseThatComposeMounts() throws Exception {
    JsonNode map = shipped("production").named("ConfigMap", "nightly-windlass-dashboards");
    assertThat(map.at("/metadata/labels/grafana_dashboard").asText()).isEqualTo("1");
    assertThat(map.at("/metadata/annotations/grafana_folder").asText()).isEqualTo("Windlass");
    for (var board : Expressions.dashboards().entrySet()) {
      String text = map.path("data").path("windlass-" + board.getKey().getFileName()).asText();
      assertThat(Release.YAML.readTree(text)).isEqualTo(board.getValue());
    }
    assertThat(map.path("data")).hasSameSizeAs(Expressions.dashboards().keySet());
    assertThat(least().ofKind("ConfigMap")).isEmpty();
  }

  @Test
  void theChartIsOfTheVersionOfTheProgram() throws Exception {
    Properties version = new Properties();
    try (var in = getClass().getResourceAsStream("/dev/windlass/cli/version.properties")) {
      version.load(in);
    }
    JsonNode chart = Release.YAML.readTree(Release.CHART.resolve("Chart.yaml").toFile());
    assertThat(version.values()).contains(chart.path("appVersion").asText());
  }

  private static String word(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  private static String secretOf(JsonNode pods, String name) {
    return variable(pods, name).at("/valueFrom/secretKeyRef/name").asText();
  }
}
