package dev.windlass.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.WindlassServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a console shows: a map, failures by message, what is legal now, throughput. */
@QuarkusTest
@QuarkusTestResource(WindlassServers.class)
class InsightIT {
  private final String name = "insight-" + UUID.randomUUID().toString().substring(0, 8);

  @TestHTTPResource URI address;

  @Test
  void aMapCountsNeighboursByStatusAndGoesDownToOne() {
    JsonPath job = awaitEnd(create(3000, 0.3));
    String path = "/v1/batch-jobs/" + job.getString("id") + "/map";
    JsonPath all = given().get(path + "?cells=7").jsonPath();
    assertThat(all.getInt("cellSize")).isEqualTo(429);
    assertThat(all.getList("cells")).hasSize(7);
    assertThat(all.getInt("cells[6].to")).isEqualTo(3000);
    assertThat(sum(all, "failed")).isEqualTo(job.getInt("counts.failed"));
    assertThat(sum(all, "completed")).isEqualTo(job.getInt("counts.completed"));
    JsonPath few = given().get(path + "?from=1020&to=1030").jsonPath();
    assertThat(few.getInt("cellSize")).isEqualTo(1);
    for (int i = 0; i < 10; i++) {
      Map<String, Integer> counts = few.getMap("cells[" + i + "].counts");
      String subJob = subJobAt(job.getString("id"), 1020 + i);
      assertThat(counts).containsOnlyKeys(subJob);
    }
    given()
        .get(path + "?from=3000")
        .then()
        .statusCode(400)
        .body("detail", containsString("must be less than to, which is 3000"));
  }

  @Test
  void failuresAreGroupedByMessageOfThePresentStart() {
    JsonPath job = awaitEnd(create(200, 0.5));
    int failed = job.getInt("counts.failed");
    String path = "/v1/batch-jobs/" + job.getString("id") + "/failures";
    JsonPath failures =
        Await.value(
            "all failures are told",
            () -> given().get(path).jsonPath(),
            f -> f.getInt("examined") == failed);
    assertThat(failures.getBoolean("complete")).isTrue();
    assertThat(failures.getList("items")).hasSize(1);
    assertThat(failures.getInt("items[0].failures")).isEqualTo(failed);
    String sample = failures.getString("items[0].samples[0].subJobId");
    given()
        .get("/v1/batch-jobs/" + job.getString("id") + "/sub-jobs/" + sample)
        .then()
        .body("status", equalTo("failed"))
        .body("index", equalTo(failures.getInt("items[0].samples[0].index")))
        .body("lastFailures[0].error", equalTo(failures.getString("items[0].samples[0].error")));
    given()
        .contentType("application/json")
        .body("{\"directive\":\"start\",\"only\":\"failed\"}")
        .post("/v1/batch-jobs/" + job.getString("id") + "/directives")
        .then()
        .statusCode(202);
    JsonPath second = awaitEnd(job.getString("id"), 2);
    Await.until(
        "only the second start's are told",
        () -> given().get(path).jsonPath().getInt("examined") == second.getInt("counts.failed"));
  }

  @Test
  void aBatchJobSaysWhichDirectivesAreLegalNow() {
    JsonPath job = awaitEnd(create(1, 0));
    given()
        .get("/v1/batch-jobs/" + job.getString("id"))
        .then()
        .body(
            "directives.directive",
            equalTo(List.of("start", "start", "stop", "pause", "unpause", "delete")))
        .body("directives.possible", equalTo(List.of(true, false, false, false, false, true)))
        .body("directives[1].only", equalTo("failed"))
        .body("directives[1].reason", containsString("nothing of this batch job failed"))
        .body(
            "directives[3].reason",
            equalTo("pause is not possible while the batch job is completed"));
  }

  @Test
  void throughputIsToldForAnHourAndStatisticsAreStreamed() throws Exception {
    try (SseReader reader = new SseReader(address.resolve("/v1/statistics/events"), null)) {
      SseReader.Event first = reader.next();
      assertThat(first.type()).isEqualTo("statistics");
      long before = completed(first);
      awaitEnd(create(50, 0));
      while (completed(reader.next()) < before + 50) {}
    }
    given()
        .get("/v1/statistics/throughput")
        .then()
        .statusCode(200)
        .body("seconds", equalTo(10))
        .body("items", hasSize(360))
        .body("items.subJobs.sum()", greaterThan(49))
        .body("freshness.ageMs", lessThanOrEqualTo(60_000));
  }

  private static long completed(SseReader.Event event) throws Exception {
    JsonNode statistics = new ObjectMapper().readTree(event.data());
    return statistics.path("subJobs").path("completed").longValue();
  }

  private static int sum(JsonPath map, String status) {
    return map.getList("cells.counts", Map.class).stream()
        .mapToInt(counts -> (Integer) counts.getOrDefault(status, 0))
        .sum();
  }

  private static String subJobAt(String job, int index) {
    return given()
        .get("/v1/batch-jobs/" + job + "/sub-jobs?limit=1000&cursor=" + cursor(index - 1))
        .jsonPath()
        .getString("items[0].status");
  }

  private static String cursor(int after) {
    return dev.windlass.view.Cursor.of(after).toString();
  }

  private String create(int subJobs, double failureRate) {
    given()
        .contentType("application/json")
        .body(
            """
            {"handler": "simulate", "failuresToIgnore": 0, "cases": [{"id": "a"}],
             "parameters": {"failureRate": %s}}"""
                .formatted(failureRate))
        .put("/v1/definitions/default/" + name)
        .then()
        .statusCode(201);
    return given()
        .contentType("application/json")
        .body("{\"definition\":\"default/%s\",\"subJobs\":%d}".formatted(name, subJobs))
        .post("/v1/batch-jobs")
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  private static JsonPath awaitEnd(String job) {
    return awaitEnd(job, 1);
  }

  private static JsonPath awaitEnd(String job, int epoch) {
    return Await.value(
        job + " has ended",
        () -> given().get("/v1/batch-jobs/" + job).jsonPath(),
        j -> j.getInt("epoch") == epoch && j.getString("stopTime") != null);
  }
}
