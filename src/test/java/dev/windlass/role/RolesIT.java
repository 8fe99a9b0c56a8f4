package dev.windlass.role;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.Http;
import dev.windlass.testkit.TestServers;
import dev.windlass.testkit.WindlassProcess;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The packaged program with some of its roles, as a process: it becomes ready, says so of its roles
 * and of no others, and talks to the database only where one of them needs it. All 31 combinations
 * with {@code -Dwindlass.all-roles}.
 */
@Timeout(120)
class RolesIT {
  private static final String PREFIX = "roles-" + UUID.randomUUID();

  private final TestServers servers = TestServers.get();

  static Stream<Set<Role>> combinations() {
    return System.getProperty("windlass.all-roles") != null
        ? RoleSettingsTest.everyCombination()
        : Stream.of(
            Set.of(Role.API),
            Set.of(Role.COORDINATOR),
            Set.of(Role.WORKER),
            Set.of(Role.PROJECTION),
            Set.of(Role.COORDINATOR, Role.WORKER),
            Set.of(Role.values()));
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void becomesReadyAndAsksForNoDatabaseThatItDoesNotNeed(Set<Role> roles) throws Exception {
    String name = "roles-" + words(roles).stream().collect(Collectors.joining("-"));
    WindlassProcess program = WindlassProcess.start(environment(roles, name), "up", "--port", "0");
    try {
      URI address = program.awaitListening();
      JsonNode health = awaitReady(address, program);
      assertThat(rolesIn(health)).containsExactlyInAnyOrderElementsOf(words(roles));
      boolean needsDatabase = roles.stream().anyMatch(Role::needsDatabase);
      assertThat(connections(name) > 0).as("connections to the database").isEqualTo(needsDatabase);
      assertThat(Http.get(address + "/v1/definitions").status())
          .isEqualTo(roles.contains(Role.API) ? 200 : 404);
      assertThat(Http.get(address + "/").status())
          .as("the console")
          .isEqualTo(roles.contains(Role.API) ? 200 : 404);
      program.terminate();
      program.awaitExit();
    } finally {
      program.kill();
    }
  }

  private Map<String, String> environment(Set<Role> roles, String name) {
    Map<String, String> environment = new HashMap<>();
    environment.put("WINDLASS_ROLES", String.join(",", words(roles)));
    environment.put("WINDLASS_TOPICS_PREFIX", PREFIX);
    environment.put("WINDLASS_TOPICS_PARTITIONS", "4");
    environment.put("KAFKA_BOOTSTRAP_SERVERS", servers.bootstrapServers());
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", servers.jdbcUrl() + "?ApplicationName=" + name);
    environment.put("QUARKUS_DATASOURCE_USERNAME", servers.username());
    environment.put("QUARKUS_DATASOURCE_PASSWORD", servers.password());
    return environment;
  }

  private static JsonNode awaitReady(URI address, WindlassProcess program) {
    try {
      return Await.value(
              "ready",
              Duration.ofSeconds(90),
              () -> Http.get(address + "/q/health/ready"),
              answer -> answer.status() == 200)
          .json();
    } catch (AssertionError e) {
      throw new AssertionError(program.output(), e);
    }
  }

  private static List<String> rolesIn(JsonNode health) {
    JsonNode roles =
        StreamSupport.stream(health.get("checks").spliterator(), false)
            .filter(check -> check.get("name").asText().equals("roles"))
            .findFirst()
            .orElseThrow();
    return roles.get("data").properties().stream().map(Map.Entry::getKey).toList();
  }

  private int connections(String application) throws Exception {
    try (Connection connection = servers.connect();
        PreparedStatement count =
            connection.prepareStatement(
                "select count(*) from pg_stat_activity where application_name = ?")) {
      count.setString(1, application);
      try (ResultSet rows = count.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  private static List<String> words(Set<Role> roles) {
    return roles.stream().map(RoleStates::word).sorted().toList();
  }
}
