package dev.windlass.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import com.sun.net.httpserver.HttpServer;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.WindlassServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What becomes of failures: retries, a budget, a re-run of what failed, a pause that ends. */
@QuarkusTest
@QuarkusTestResource(WindlassServers.class)
class FailuresIT {
  private final String namespace = "it-" + UUID.randomUUID();

  @Test
  void aBatchJobOfWhichTooManyFailIsFailedBeforeTheRestIsTried() {
    define("hopeless", 1, ", \"failureBudget\": {\"count\": 3}").statusCode(201);
    String id = created("hopeless", ", \"subJobs\": 2000, \"maxConcurrent\": 2");
    JsonPath job = awaitStatus(id, "failed");
    assertThat(job.getString("failureReason"))
        .matches("\\d+ of 2000 sub-jobs failed, and its failureBudget tolerates 3");
    assertThat(job.getInt("counts.failed")).isBetween(4, 1000);
    assertThat(job.getInt("failureBudget.tolerated")).isEqualTo(3);
    assertThat(job.getInt("failureBudget.used")).isEqualTo(job.getInt("counts.failed"));
    assertThat(job.getString("failureBudget.onBreach")).isEqualTo("fail");

    directive(id, "{\"directive\":\"start\",\"only\":\"failed\"}").statusCode(202);
    Await.until("its second start has ended", () -> epochEnded(read(id), 2));
    assertThat(read(id).getInt("counts.failed")).isBetween(4, 1000);
  }

  @Test
  void aBudgetMayPauseInsteadAndAnUnpauseCountsAfresh() {
    define("doubtful", 1, "").statusCode(201);
    String id =
        created(
            "doubtful",
            ", \"subJobs\": 3000, \"maxConcurrent\": 1,"
                + " \"failureBudget\": {\"percent\": 0.01, \"minimum\": 2, \"onBreach\": \"pause\"}");
    JsonPath first = awaitStatus(id, "paused");
    assertThat(first.getString("waitingFor.reason")).isEqualTo("failure budget");
    assertThat(first.getString("failureReason"))
        .endsWith("of 3000 sub-jobs failed, and its failureBudget tolerates 2");
    why(id)
        .body("reason", equalTo("failure-budget"))
        .body(
            "sentence",
            matchesPattern("It does not go on: \\d+ of 3000 sub-jobs failed, .* counts afresh\\."));

    directive(id, "{\"directive\":\"unpause\"}").statusCode(202);
    int before = first.getInt("counts.failed");
    JsonPath second =
        Await.value(
            "it is paused again",
            () -> read(id),
            job -> job.getString("status").equals("paused") && failed(job) > before);
    assertThat(second.getInt("counts.failed") - before).isGreaterThan(2);
    assertThat(second.getString("failureReason")).contains(" since it was unpaused");
    directive(id, "{\"directive\":\"stop\"}").statusCode(202);
  }

  @Test
  void onlyWhatFailedIsRunAgainAndWhatSucceededStays() {
    define("mixed", 0.5, "").statusCode(201);
    String id = created("mixed", ", \"subJobs\": 40");
    JsonPath first = awaitStatus(id, "failed");
    int completed = first.getInt("counts.completed");
    assertThat(completed).isBetween(1, 39);
    assertThat(first.getInt("counts.failed")).isEqualTo(40 - completed);
    directive(id, "{\"directive\":\"start\",\"only\":\"failed\"}").statusCode(202);
    JsonPath second = Await.value("it ended again", () -> read(id), job -> epochEnded(job, 2));
    assertThat(second.getInt("counts.completed")).isEqualTo(completed);
    assertThat(second.getInt("progress.done")).as("one operation each").isEqualTo(40);
  }

  @Test
  void anOperationIsTriedAgainAndLimitedInTime() {
    define(
            "slow",
            0,
            "PT20S",
            ", \"operationTimeout\": \"PT0.05S\","
                + " \"retries\": {\"max\": 2, \"backoff\": \"PT0.01S\"}")
        .statusCode(201);
    String id = created("slow", ", \"subJobs\": 1");
    JsonPath job = awaitStatus(id, "failed");
    String subJob = job.getString("subJobs[0].id");
    JsonPath detail =
        Await.value(
            "its failure is told",
            () -> given().get("/v1/batch-jobs/" + id + "/sub-jobs/" + subJob).jsonPath(),
            d -> !d.getList("lastFailures").isEmpty());
    assertThat(detail.getList("lastFailures")).as("three tries are one operation").hasSize(1);
    assertThat(detail.getString("lastFailures[0].error"))
        .isEqualTo("it did not end within its operationTimeout of PT0.05S");
  }

  @Test
  void whatTheTargetCallsWrongIsNotTriedAgainAndWhatItCallsBusyIs() throws Exception {
    Map<String, AtomicInteger> asked =
        Map.of("/wrong", new AtomicInteger(), "/busy", new AtomicInteger());
    HttpServer target = target(asked);
    try {
      for (String path : asked.keySet()) {
        String name = path.substring(1);
        given()
            .contentType("application/json")
            .body(
                """
                {"handler": "http", "failuresToIgnore": 0,
                 "retries": {"max": 2, "backoff": "PT0.01S", "maxBackoff": "PT0.05S"},
                 "cases": [{"id": "a", "parameters": {"url": "http://127.0.0.1:%d%s"}}]}"""
                    .formatted(target.getAddress().getPort(), path))
            .put("/v1/definitions/" + namespace + "/" + name)
            .then()
            .statusCode(201);
        awaitStatus(created(name, ", \"subJobs\": 1"), "failed");
      }
    } finally {
      target.stop(0);
    }
    assertThat(asked.get("/wrong")).hasValue(1);
    assertThat(asked.get("/busy")).hasValue(3);
  }

  private static HttpServer target(Map<String, AtomicInteger> asked) throws IOException {
    HttpServer target =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    target.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          asked.get(path).incrementAndGet();
          exchange.getResponseHeaders().add("Retry-After", "1");
          exchange.sendResponseHeaders(path.equals("/wrong") ? 404 : 503, -1);
          exchange.close();
        });
    target.start();
    return target;
  }

  @Test
  void aPauseEndsByItselfAndAnUnpauseMayBeSlowAtFirst() {
    define("fine", 0, "").statusCode(201);
    String id = created("fine", ", \"subJobs\": 4000, \"jobsPerSecond\": 100");
    Instant until = Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.MILLIS);
    directive(id, "{\"directive\":\"pause\",\"until\":\"" + until + "\"}").statusCode(202);
    assertThat(awaitStatus(id, "paused").getString("waitingFor.until")).startsWith("20");
    awaitStatus(id, "running");
    assertThat(Instant.now()).isAfterOrEqualTo(until);
    directive(id, "{\"directive\":\"pause\"}").statusCode(202);
    awaitStatus(id, "paused");
    directive(id, "{\"directive\":\"unpause\",\"jobsPerSecond\":100,\"ramp\":\"PT10M\"}")
        .statusCode(202);
    awaitStatus(id, "running");
    JsonPath why = why(id).extract().jsonPath();
    assertThat(why.getString("reason")).isEqualTo("paced");
    assertThat(why.getString("sentence")).doesNotContain("lets 100 sub-jobs");
    directive(id, "{\"directive\":\"stop\"}").statusCode(202);
  }

  @Test
  void aBudgetThatCannotBeKeptToIsRefusedWithItsRule() {
    define("a", 0, ", \"failureBudget\": {\"percent\": 101, \"colour\": 1}")
        .statusCode(400)
        .body("errors.field", equalTo(List.of("failureBudget.percent", "failureBudget.colour")));
    define("a", 0, ", \"failureBudget\": {\"onBreach\": \"pause\"}")
        .statusCode(400)
        .body("detail", equalTo("'failureBudget' must have a count or a percent, found '{}'"));
    define("a", 0, ", \"failureBudget\": {\"count\": 1, \"minimum\": 1}")
        .statusCode(400)
        .body("errors.field", equalTo(List.of("failureBudget.minimum")));
    define("a", 0, ", \"failureBudget\": {\"count\": 1, \"percent\": 2.5}")
        .statusCode(201)
        .body("failureBudget.count", equalTo(1))
        .body("failureBudget.percent", equalTo(2.5f))
        .body("failureBudget.onBreach", equalTo("fail"));
    create("a", ", \"subJobs\": 1, \"failureBudget\": {}").statusCode(400);
    String parked =
        created("a", ", \"subJobs\": 10, \"start\": false, \"failureBudget\": {\"count\": 4}");
    assertThat(read(parked).getInt("failureBudget.tolerated")).isEqualTo(4);
    String without = created("a", ", \"subJobs\": 1, \"start\": false");
    given().get("/v1/batch-jobs/" + without).then().body("failureBudget", nullValue());
  }

  // --- what is asked

  private ValidatableResponse define(String name, double failureRate, String more) {
    return define(name, failureRate, "PT0.02S", more);
  }

  private ValidatableResponse define(
      String name, double failureRate, String duration, String more) {
    return given()
        .contentType("application/json")
        .body(
            """
            {"handler": "simulate", "failuresToIgnore": 0,
             "cases": [{"id": "a", "parameters": {"duration": "%s", "failureRate": %s}}]%s}"""
                .formatted(duration, failureRate, more))
        .put("/v1/definitions/" + namespace + "/" + name)
        .then();
  }

  private ValidatableResponse create(String definition, String more) {
    return given()
        .contentType("application/json")
        .body("{\"definition\": \"" + namespace + "/" + definition + "\"" + more + "}")
        .post("/v1/batch-jobs")
        .then();
  }

  private String created(String definition, String more) {
    return create(definition, more).statusCode(202).extract().path("id");
  }

  private static ValidatableResponse directive(String id, String body) {
    return given()
        .contentType("application/json")
        .body(body)
        .post("/v1/batch-jobs/" + id + "/directives?wait=PT20S")
        .then();
  }

  private static JsonPath read(String id) {
    return given().get("/v1/batch-jobs/" + id).then().statusCode(200).extract().jsonPath();
  }

  private static ValidatableResponse why(String id) {
    return given().get("/v1/batch-jobs/" + id + "/why").then().statusCode(200);
  }

  private static int failed(JsonPath job) {
    return job.getInt("counts.failed");
  }

  private static boolean epochEnded(JsonPath job, int epoch) {
    return job.getInt("epoch") == epoch && job.get("stopTime") != null;
  }

  private static JsonPath awaitStatus(String id, String status) {
    return Await.value(
        "it is " + status, () -> read(id), job -> job.getString("status").equals(status));
  }
}
