package dev.windlass.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.Http;
import dev.windlass.testkit.TestServers;
import dev.windlass.testkit.WindlassProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What docs/operations.md says to do when Postgres or Kafka is lost, with the packaged program. The
 * back-up is a copy that Postgres makes of the database, because no machine of a test need have
 * {@code pg_dump}.
 */
@Timeout(300)
class RecoveryIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String OTHERS = "coordinator,worker,projection";

  private final String prefix = "recovery-" + UUID.randomUUID();
  private final TestServers servers = TestServers.get();
  private final TestServers own = servers.withFreshDatabase();
  private final String database = own.jdbcUrl().substring(own.jdbcUrl().lastIndexOf('/') + 1);
  @TempDir private Path results;
  private WindlassProcess program;

  RecoveryIT() throws SQLException {}

  @AfterEach
  void end() {
    program.kill();
  }

  @Test
  void anOlderBackUpAndTheLogAreEverything() throws Exception {
    String api = start("api," + OTHERS);
    define(api);
    String before = run(api);
    stop();
    execute(servers, "create database back_up_" + database + " template " + database);

    api = start("api," + OTHERS);
    String after = run(api);
    stop();
    execute(servers, "drop database " + database);
    execute(servers, "alter database back_up_" + database + " rename to " + database);

    start(OTHERS);
    Await.until("the views have what came after the back-up", PATIENCE, () -> jobs() == 2);
    execute(own, script("after-restore.sql"));
    stop();

    api = start("api," + OTHERS);
    for (String job : List.of(before, after)) {
      JsonNode shown = Http.get(api + "/v1/batch-jobs/" + job).expect(200).json();
      assertThat(shown.get("status").asText()).isEqualTo("completed");
    }
    assertThat(Http.get(api + "/v1/batch-jobs/" + run(api)).json().get("number").asInt())
        .as("no number is given twice")
        .isEqualTo(3);
  }

  @Test
  void anEmptyLogIsTakenWhenTheLostOneIsForgotten() throws Exception {
    String api = start("api," + OTHERS);
    define(api);
    String lost = run(api);
    stop();
    deleteTopics();

    api = start("api," + OTHERS);
    String ready = api + "/q/health/ready";
    Await.until(
        "the projection says that this is another log",
        PATIENCE,
        () -> Http.get(ready).body().contains("is not the log that the views came from"));
    assertThat(Http.get(api + "/v1/batch-jobs/" + lost).status()).as("still shown").isEqualTo(200);
    stop();
    execute(own, script("forget-the-log.sql"));

    api = start("api," + OTHERS);
    assertThat(Http.get(api + "/v1/batch-jobs/" + lost).status()).isEqualTo(404);
    String fresh = run(api);
    assertThat(Http.get(api + "/v1/batch-jobs/" + fresh).json().get("number").asInt()).isEqualTo(2);
  }

  private String start(String roles) throws Exception {
    program = WindlassProcess.start(environment(roles), "up", "--port", "0");
    return program.awaitListening().toString();
  }

  private void stop() throws InterruptedException {
    program.terminate();
    program.awaitExit();
  }

  private static void define(String api) {
    Http.put(
            api + "/v1/definitions/default/work",
            "{\"namespace\": \"default\", \"name\": \"work\", \"handler\": \"simulate\","
                + " \"cases\": [{\"id\": \"c\"}]}")
        .expect(201);
  }

  /** To its end; gives its id. */
  private static String run(String api) {
    Await.until("it is ready", PATIENCE, () -> Http.get(api + "/q/health/ready").status() == 200);
    String job =
        Http.post(
                api + "/v1/batch-jobs",
                "{\"definition\": \"default/work\", \"subJobs\": 20, \"start\": true}")
            .json()
            .get("id")
            .asText();
    Await.until(
        "it has ended",
        PATIENCE,
        () ->
            Http.get(api + "/v1/batch-jobs/" + job)
                .json()
                .get("status")
                .asText()
                .equals("completed"));
    return job;
  }

  private int jobs() throws SQLException {
    try (Connection connection = own.connect();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from batch_job")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private void deleteTopics() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers.bootstrapServers()))) {
      List<String> topics =
          admin.listTopics().names().get().stream().filter(t -> t.startsWith(prefix)).toList();
      admin.deleteTopics(topics).all().get();
      Await.until(
          "the topics are gone",
          () -> admin.listTopics().names().get().stream().noneMatch(t -> t.startsWith(prefix)));
    }
  }

  private static String script(String name) throws Exception {
    return Files.readString(Path.of("deploy", "postgres", name));
  }

  private static void execute(TestServers at, String sql) throws SQLException {
    try (Connection connection = at.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Map<String, String> environment(String roles) {
    Map<String, String> environment = new HashMap<>();
    environment.put("WINDLASS_ROLES", roles);
    environment.put("WINDLASS_TOPICS_PREFIX", prefix);
    environment.put("WINDLASS_TOPICS_PARTITIONS", "4");
    environment.put("WINDLASS_RESULTS_DIRECTORY", results.toString());
    environment.put("KAFKA_BOOTSTRAP_SERVERS", own.bootstrapServers());
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", own.jdbcUrl());
    environment.put("QUARKUS_DATASOURCE_USERNAME", own.username());
    environment.put("QUARKUS_DATASOURCE_PASSWORD", own.password());
    return environment;
  }
}
