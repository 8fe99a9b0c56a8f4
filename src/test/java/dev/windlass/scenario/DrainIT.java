package dev.windlass.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.Http;
import dev.windlass.testkit.TestServers;
import dev.windlass.testkit.WindlassProcess;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The packaged program with limits of its own: small uploads, few slots. */
@Timeout(120)
class DrainIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private WindlassProcess program;
  private String api;

  @BeforeEach
  void start() throws Exception {
    TestServers servers = TestServers.get().withFreshDatabase();
    program =
        WindlassProcess.start(
            Map.of(
                "WINDLASS_LEASE",
                "PT5M", // nothing comes back because a lease ended
                "KAFKA_BOOTSTRAP_SERVERS",
                servers.bootstrapServers(),
                "WINDLASS_TOPICS_PREFIX",
                "drain-" + UUID.randomUUID(),
                "WINDLASS_TOPICS_PARTITIONS",
                "4",
                "WINDLASS_WORKER_SLOTS",
                "2",
                "WINDLASS_INPUTS_MAX_BYTES",
                "1000",
                "QUARKUS_DATASOURCE_JDBC_URL",
                servers.jdbcUrl(),
                "QUARKUS_DATASOURCE_USERNAME",
                servers.username(),
                "QUARKUS_DATASOURCE_PASSWORD",
                servers.password()),
            "up",
            "--port",
            "0");
    api = program.awaitListening().toString();
    Await.value("ready", PATIENCE, () -> Http.get(api + "/q/health/ready"), a -> a.status() == 200);
  }

  @AfterEach
  void end() {
    program.kill();
  }

  @Test
  void aDrainedWorkerHandsBackWhatItHoldsAndLeavesAndTooLargeAnUploadIsRefused() {
    Http.post(api + "/v1/inputs", "text/csv", "id\n" + "12345678\n".repeat(100)).expect(201);
    assertThat(
            Http.post(api + "/v1/inputs", "text/csv", "id\n" + "12345678\n".repeat(200))
                .expect(413)
                .json()
                .get("code")
                .asText())
        .isEqualTo("body-too-large");

    Http.post(
            api + "/v1/definitions",
            "{\"name\": \"slow\", \"handler\": \"simulate\", \"iterations\": 0,"
                + " \"cases\": [{\"id\": \"a\", \"parameters\": {\"duration\": \"PT0.1S\"}}]}")
        .expect(201);
    String job =
        Http.post(
                api + "/v1/batch-jobs",
                "{\"definition\": \"default/slow\", \"subJobs\": 3, \"start\": true}")
            .expect(202)
            .json()
            .get("id")
            .asText();
    await("/v1/batch-jobs/" + job, "/counts/running", "2");
    String worker = get("/v1/workers").at("/items/0/id").asText();
    Http.post(api + "/v1/workers/" + worker + "/drain", "").expect(202);
    await("/v1/workers", "/items/0/id", "");
    JsonNode why = await("/v1/batch-jobs/" + job + "/why", "/numbers/grants", "0");
    assertThat(why.at("/reason").asText()).isEqualTo("no-worker");
    assertThat(why.at("/numbers/waiting").asInt()).isEqualTo(3);
    assertThat(get("/v1/batch-jobs/" + job).at("/counts/running").asInt()).isZero();
    Http.post(api + "/v1/workers/nobody/drain", "").expect(404);
  }

  private JsonNode await(String path, String pointer, String value) {
    return Await.value(
        path + " has " + pointer + " " + value,
        PATIENCE,
        () -> get(path),
        json -> json.at(pointer).asText().equals(value));
  }

  private JsonNode get(String path) {
    return Http.get(api + path).expect(200).json();
  }
}
