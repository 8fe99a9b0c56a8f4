package dev.windlass.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.WindlassServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Live changes over HTTP, with all roles in one process. */
@QuarkusTest
@QuarkusTestResource(WindlassServers.class)
@Timeout(60)
class WatchApiIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TestHTTPResource URI address;

  private final String definition = "watch-" + UUID.randomUUID();

  @BeforeEach
  void define() {
    Await.until("ready", () -> given().get("/q/health/ready").statusCode() == 200);
    given()
        .contentType("application/json")
        .body(
            """
            {"namespace": "default", "name": "%s", "handler": "simulate",
             "parameters": {"duration": "PT0.05S"}, "cases": [{"id": "one"}], "iterations": 1}"""
                .formatted(definition))
        .post("/v1/definitions")
        .then()
        .statusCode(201);
  }

  @Test
  void readinessTellsOfEveryRole() {
    given()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("checks.find { it.name == 'roles' }.data.api", equalTo("well"))
        .body("checks.find { it.name == 'roles' }.data.coordinator", equalTo("well"))
        .body("checks.find { it.name == 'roles' }.data.worker", equalTo("well"))
        .body("checks.find { it.name == 'roles' }.data.projection", equalTo("well"))
        .body("checks.find { it.name == 'Kafka' }.data.state", equalTo("reachable"))
        .body("checks.find { it.name == 'Postgres' }.data.state", equalTo("reachable"));
  }

  @Test
  void theContractIsServed() {
    given().get("/asyncapi.yaml").then().statusCode(200).body(containsString("asyncapi: 3.0.0"));
    given()
        .get("/schemas/JobCreated.json")
        .then()
        .statusCode(200)
        .contentType("application/schema+json")
        .body(containsString("\"title\": \"JobCreated\""));
    given()
        .get("/schemas/Nothing.json")
        .then()
        .statusCode(404)
        .body("code", equalTo("no-such-route"));
  }

  @Test
  void aLongPollFollowsABatchJobToItsEnd() {
    String id = create(40).getString("id");
    List<String> seen = new ArrayList<>();
    while (!seen.contains("completed")) {
      JsonPath job = watch(id, 250, 20_000);
      seen.add(job.getString("status"));
      assertThat(job.getString("id")).isEqualTo(id);
    }
    long began = System.nanoTime();
    assertThat(watch(id, 50_000, 50_000).getString("status")).isEqualTo("completed");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void aLongPollOfWhatIsNotThereIsAProblem() {
    given()
        .get("/v1/batch-jobs/{id}/watch", "01a201a0-1cfb-8555-aa12-345678000000")
        .then()
        .statusCode(404)
        .body("code", equalTo("unknown-batch-job"));
    given()
        .get("/v1/batch-jobs/x/watch?progressUpdatePeriod=1")
        .then()
        .statusCode(404)
        .body("code", equalTo("unknown-batch-job"));
    String id = create(1).getString("id");
    given()
        .get("/v1/batch-jobs/{id}/watch?maximumPollingPeriod=soon", id)
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("maximumPollingPeriod"));
  }

  @Test
  void aStreamTellsEveryEventOnceThroughReconnects() throws Exception {
    JsonPath created = create(60);
    String position = created.getString("token").replace("e.", "").replace('.', ':');
    List<Long> versions = new ArrayList<>();
    String last = null;
    while (!"dev.windlass.JobCompleted".equals(last)) {
      try (SseReader reader = stream(created.getString("id"), position)) {
        for (int n = 0; n < 7 && !"dev.windlass.JobCompleted".equals(last); n++) {
          SseReader.Event event = reader.next();
          JsonNode json = JSON.readTree(event.data());
          assertThat(json.get("type").asText()).isEqualTo(event.type());
          versions.add(json.at("/data/header/version").asLong());
          last = event.type();
        }
        position = reader.lastId();
      }
    }
    assertThat(versions)
        .containsExactlyElementsOf(
            LongStream.range(versions.getFirst(), versions.getFirst() + versions.size())
                .boxed()
                .toList());
    assertThat(versions.getFirst()).isLessThanOrEqualTo(3);
  }

  @Test
  void aQuietStreamShowsThatItIsAliveAndWhereItIs() throws Exception {
    String id = create(1).getString("id");
    watch(id, 50_000, 50_000);
    try (SseReader reader = stream(id, null)) {
      for (int n = 0; n < 3; n++) {
        assertThat(reader.block())
            .containsOnlyKeys("", "id")
            .extractingByKey("id")
            .asString()
            .matches("\\d+:\\d+");
      }
    }
  }

  @Test
  void allEventsOfAKindAreStreamed() throws Exception {
    URI all =
        address.resolve(
            "/v1/events?namespace=default&definition="
                + definition
                + "&type=dev.windlass.JobCompleted");
    try (SseReader reader = new SseReader(all, null)) {
      reader.block();
      String id = create(3).getString("id");
      SseReader.Event event = reader.next();
      assertThat(event.type()).isEqualTo("dev.windlass.JobCompleted");
      assertThat(JSON.readTree(event.data()).get("subject").asText()).isEqualTo(id);
    }
  }

  @Test
  void aPositionThatTheLogDoesNotHaveIsAProblem() throws Exception {
    JsonPath created = create(1);
    String partition = created.getString("token").split("\\.")[1];
    try (SseReader reader = stream(created.getString("id"), partition + ":99999999")) {
      assertThat(reader.status()).isEqualTo(410);
      assertThat(JSON.readTree(reader.body()).get("code").asText()).isEqualTo("position-expired");
    }
    try (SseReader reader = stream(created.getString("id"), "yesterday")) {
      assertThat(reader.status()).isEqualTo(400);
      assertThat(JSON.readTree(reader.body()).at("/errors/0/field").asText())
          .isEqualTo("Last-Event-ID");
    }
  }

  private SseReader stream(String id, String lastEventId) throws Exception {
    return new SseReader(address.resolve("/v1/batch-jobs/" + id + "/events"), lastEventId);
  }

  private static JsonPath watch(String id, int period, int longest) {
    return given()
        .queryParam("progressUpdatePeriod", period)
        .queryParam("maximumPollingPeriod", longest)
        .get("/v1/batch-jobs/{id}/watch", id)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private JsonPath create(int subJobs) {
    return given()
        .contentType("application/json")
        .body(
            """
            {"definition": "default/%s", "subJobs": %d, "maxConcurrent": 4, "start": true}"""
                .formatted(definition, subJobs))
        .post("/v1/batch-jobs")
        .then()
        .statusCode(202)
        .extract()
        .jsonPath();
  }
}
