package dev.windlass.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.role.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.junit.jupiter.api.Test;

/**
 * The Compose file, without an engine to run it: what it says, and that all of it means something.
 */
class ComposeTest {
  /** Those of the Compose specification that are used; a name with a slip is in no list. */
  private static final Set<String> SERVICE =
      Set.of(
          "build",
          "cap_drop",
          "command",
          "depends_on",
          "deploy",
          "environment",
          "healthcheck",
          "image",
          "init",
          "logging",
          "mem_limit",
          "networks",
          "ports",
          "profiles",
          "read_only",
          "restart",
          "secrets",
          "security_opt",
          "shm_size",
          "stop_grace_period",
          "tmpfs",
          "user",
          "volumes");

  private static final Set<String> TOP =
      Set.of("name", "services", "secrets", "networks", "volumes");
  private static final Set<String> HEALTH = Set.of("test", "interval", "timeout", "retries");

  @Test
  void hasNothingThatComposeDoesNotKnow() throws IOException {
    Compose compose = Compose.read();
    assertThat(names(compose.file())).allMatch(name -> name.startsWith("x-") || TOP.contains(name));
    compose
        .services()
        .forEach(
            (name, service) -> {
              assertThat(SERVICE).as(name).containsAll(names(service));
              assertThat(HEALTH).as(name).containsAll(names(service.path("healthcheck")));
            });
  }

  @Test
  void hasAServiceForEveryRole() throws IOException {
    List<String> roles =
        Compose.read().programs().values().stream()
            .map(service -> service.at("/environment/WINDLASS_ROLES").asText())
            .toList();
    assertThat(roles)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Role.values())
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .toList());
  }

  @Test
  void givesNoContainerMoreThanItNeeds() throws IOException {
    Compose.read()
        .services()
        .forEach(
            (name, service) -> {
              assertThat(service.path("read_only").asBoolean()).as(name).isTrue();
              assertThat(service.at("/cap_drop/0").asText()).as(name).isEqualTo("ALL");
              assertThat(service.at("/security_opt/0").asText())
                  .as(name)
                  .isEqualTo("no-new-privileges:true");
              assertThat(service.has("mem_limit")).as(name).isTrue();
              service
                  .path("ports")
                  .forEach(port -> assertThat(port.asText()).as(name).startsWith("127.0.0.1:"));
            });
  }

  @Test
  void pinsEveryImageThatItDoesNotBuild() throws IOException {
    Compose.read()
        .services()
        .forEach(
            (name, service) -> {
              if (!service.has("build")) {
                assertThat(service.get("image").asText()).as(name).matches("\\S+:v?\\d+(\\.\\d+)+");
                assertThat(service.has("healthcheck")).as(name).isTrue();
              }
            });
  }

  @Test
  void everythingNamedIsThere() throws IOException {
    Compose compose = Compose.read();
    compose
        .services()
        .forEach(
            (name, service) -> {
              assertThat(compose.services().keySet())
                  .as(name)
                  .containsAll(names(service.path("depends_on")));
              assertThat(names(compose.file().get("networks")))
                  .containsAll(texts(service, "networks"));
              assertThat(names(compose.file().get("secrets")))
                  .containsAll(texts(service, "secrets"));
              texts(service, "volumes").forEach(volume -> isThere(compose, volume));
              service
                  .path("depends_on")
                  .properties()
                  .forEach(e -> waitsForHealth(compose, e.getKey(), e.getValue()));
            });
  }

  @Test
  void hasNoSecretOfItsOwnAndRefusesToStartWithoutSome() throws IOException {
    Compose compose = Compose.read();
    compose
        .file()
        .get("secrets")
        .properties()
        .forEach(
            e ->
                assertThat(e.getValue().get("file").asText())
                    .isEqualTo("${WINDLASS_SECRETS:?run deploy/new-keys.sh first}/" + e.getKey()));
    compose
        .services()
        .forEach(
            (name, service) ->
                service
                    .path("environment")
                    .properties()
                    .forEach(
                        e -> {
                          if (e.getKey().matches(".*(PASSWORD|SECRET|TOKEN|_KEY).*")) {
                            assertThat(e.getValue().asText())
                                .as(e.getKey())
                                .startsWith("/run/secrets/");
                          }
                        }));
  }

  @Test
  void readsTheSecretsThatItMounts() throws IOException {
    Compose.read()
        .programs()
        .forEach(
            (name, service) -> {
              String locations = service.at("/environment/QUARKUS_CONFIG_LOCATIONS").asText();
              assertThat(
                      Arrays.stream(locations.split(",")).map(l -> l.replace("/run/secrets/", "")))
                  .as(name)
                  .containsExactlyInAnyOrderElementsOf(texts(service, "secrets"));
            });
  }

  @Test
  void everyVariableIsASettingOfTheProgram() throws IOException {
    Set<String> known = SettingNames.ofTheProgram();
    Compose.read()
        .programs()
        .forEach(
            (name, service) ->
                assertThat(known).as(name).containsAll(names(service.get("environment"))));
  }

  @Test
  void tracesGoOutOnlyWhereSomebodySwitchesThemOn() throws IOException {
    Compose compose = Compose.read();
    assertThat(compose.services()).hasEntrySatisfying("jaeger", ComposeTest::isOfTheProfile);
    compose
        .programs()
        .forEach(
            (name, service) -> {
              JsonNode variables = service.get("environment");
              assertThat(variables.get("QUARKUS_OTEL_SDK_DISABLED").asText())
                  .as(name)
                  .isEqualTo("${QUARKUS_OTEL_SDK_DISABLED:-true}");
              assertThat(variables.get("QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT").asText())
                  .as(name)
                  .isEqualTo("http://jaeger:4317");
              assertThat(texts(service, "networks"))
                  .as(name)
                  .containsAll(texts(compose.services().get("jaeger"), "networks"));
            });
  }

  private static void isOfTheProfile(JsonNode service) {
    assertThat(texts(service, "profiles")).containsExactly("tracing");
  }

  @Test
  void nothingWaitsForAServiceThatMayNotBeThere() throws IOException {
    Compose compose = Compose.read();
    compose
        .services()
        .forEach(
            (name, service) ->
                names(service.path("depends_on"))
                    .forEach(
                        needed ->
                            assertThat(compose.services().get(needed).has("profiles"))
                                .as(name + " waits for " + needed)
                                .isFalse()));
  }

  @Test
  void everyVariableOfTheBrokerIsASettingOfKafka() throws IOException {
    Set<String> known = AbstractKafkaConfig.CONFIG_DEF.names();
    Set<String> said = names(Compose.read().services().get("kafka").get("environment"));
    said.remove("KAFKA_HEAP_OPTS"); // of its start script
    assertThat(known)
        .containsAll(
            said.stream()
                .map(v -> v.substring("KAFKA_".length()).toLowerCase(Locale.ROOT).replace('_', '.'))
                .toList());
  }

  private static void isThere(Compose compose, String volume) {
    String source = volume.substring(0, volume.indexOf(':'));
    if (source.startsWith(".")) {
      assertThat(Path.of("deploy").resolve(source)).isDirectory();
    } else {
      assertThat(names(compose.file().get("volumes"))).contains(source);
    }
  }

  private static void waitsForHealth(Compose compose, String name, JsonNode how) {
    assertThat(how.get("condition").asText()).isEqualTo("service_healthy");
    assertThat(compose.services().get(name).has("healthcheck")).as(name).isTrue();
  }

  private static Set<String> names(JsonNode node) {
    Set<String> names = new HashSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> texts(JsonNode service, String field) {
    return StreamSupport.stream(service.path(field).spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }
}
