package dev.windlass.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;

import dev.windlass.job.JobId;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.WindlassServers;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(WindlassServers.class)
class BulkDirectivesIT {
  private final String name = "bulk-" + UUID.randomUUID().toString().substring(0, 8);

  @Inject AgroalDataSource dataSource;

  @BeforeEach
  void define() {
    given()
        .contentType("application/json")
        .body("{\"handler\":\"simulate\",\"cases\":[{\"id\":\"a\"}]}")
        .put("/v1/definitions/default/" + name)
        .then()
        .statusCode(201);
  }

  @Test
  void aPreviewSaysWhatItWouldBeForAndDoesNothing() {
    List<String> waiting = create(3, false);
    String ended = create(1, true).getFirst();
    awaitStatus(ended, "completed");
    ask("start", "{\"definition\":\"default/" + name + "\"}, \"only\":\"failed\", \"dryRun\":true")
        .statusCode(200)
        .body("dryRun", equalTo(true))
        .body("directive", equalTo("start"))
        .body("matching", equalTo(4))
        .body("possible", equalTo(1))
        .body("byStatus.created", equalTo(3))
        .body("byStatus.completed", equalTo(1))
        .body("sample", hasSize(4))
        .body("sample[0].id", equalTo(ended))
        .body("sample[0].possible", equalTo(false))
        .body("sample[0].reason", containsString("nothing of this batch job failed"))
        .body("sample[1].reason", equalTo("start is not possible while the batch job is created"));
    assertThat(read(waiting.getFirst()).getString("status")).isEqualTo("created");
  }

  @Test
  void eachIsAnsweredForAlsoThoseThatRefuse() {
    List<String> jobs = create(70, false);
    String gone = jobs.getLast();
    given().delete("/v1/batch-jobs/" + gone + "?wait=PT20S").then().statusCode(202);
    String ids = String.join("\",\"", jobs);
    String bulk =
        ask("delete", "{\"ids\":[\"" + ids + "\"]}")
            .statusCode(202)
            .header("Location", matchesPattern(".*/v1/bulk-directives/bd_[0-9A-Z]{26}"))
            .body("total", equalTo(70))
            .extract()
            .path("id");
    JsonPath done = awaitDone(bulk);
    assertThat(sent(done)).isEqualTo(69);
    assertThat(done.getInt("refused")).isEqualTo(1);
    assertThat(done.getInt("pending")).isZero();
    given()
        .get("/v1/bulk-directives/" + bulk + "/items?state=refused")
        .then()
        .body("items", hasSize(1))
        .body("items[0].batchJobId", equalTo(gone))
        .body("items[0].code", equalTo("gone"));
    assertThat(itemsPageByPage(bulk)).isEqualTo(jobs);
    awaitStatus(jobs.getFirst(), "deleted");
  }

  @Test
  void itIsForThoseThatTheSelectorFindsAndOnlyWhileTheyAreAsItSays() {
    List<String> jobs = create(2, false);
    String other = create(1, true).getFirst();
    awaitStatus(other, "completed");
    String bulk =
        ask(
                "delete",
                "{\"definition\":\"default/" + name + "\",\"status\":[\"created\",\"stopped\"]}")
            .statusCode(202)
            .body("selector.status", equalTo(List.of("created", "stopped")))
            .body("total", equalTo(2))
            .extract()
            .path("id");
    assertThat(sent(awaitDone(bulk))).isEqualTo(2);
    assertThat(read(other).getString("status")).isEqualTo("completed");
    assertThat(directives(jobs.getFirst())).as("its audit").contains(bulk);
  }

  @Test
  void whatWasSentAndNotNotedIsSentAgainAndAppliedOnce() throws SQLException {
    List<String> jobs = create(3, false);
    String bulk =
        ask("start", "{\"ids\":[\"" + String.join("\",\"", jobs) + "\"]}").extract().path("id");
    awaitDone(bulk);
    jobs.forEach(job -> awaitStatus(job, "completed"));
    forget(bulk);
    ask("pause", "{\"label\":\"wakes=" + name + "\"}").statusCode(202);
    JsonPath again = awaitDone(bulk);
    assertThat(sent(again)).isEqualTo(3);
    assertThat(read(jobs.getFirst()).getInt("epoch")).as("started once").isEqualTo(1);
  }

  /** Anybody can make up an id; one of tomorrow would be younger than the view for ever. */
  @Test
  void anIdOfTheFutureIsUnknownAtOnce() {
    String future = "ffffffff-ffff-8000-8000-000000000000";
    String bulk = ask("start", "{\"ids\":[\"" + future + "\"]}").extract().path("id");
    assertThat(awaitDone(bulk).getInt("refused")).isEqualTo(1);
    given()
        .get("/v1/bulk-directives/" + bulk + "/items")
        .then()
        .body("items[0].code", equalTo("unknown-batch-job"));
    given().get("/v1/batch-jobs/" + future).then().statusCode(404);
  }

  @Test
  void oneThatCannotBeSentNowLetsTheOthersPass() {
    String young = JobId.of(Instant.now().plusSeconds(50), 7, 7).toString();
    List<String> jobs = create(2, false);
    String held =
        ask("start", "{\"ids\":[\"%s\",\"%s\"]}".formatted(young, jobs.getFirst()))
            .extract()
            .path("id");
    String next = ask("delete", "{\"ids\":[\"" + jobs.get(1) + "\"]}").extract().path("id");
    assertThat(sent(awaitDone(next))).isEqualTo(1);
    JsonPath waits = given().get("/v1/bulk-directives/" + held).jsonPath();
    assertThat(sent(waits)).as("of the same, what could be sent").isEqualTo(1);
    assertThat(waits.getInt("pending")).isEqualTo(1);
  }

  @Test
  void anIdempotencyKeyMakesARepeatTheSame() {
    create(1, false);
    String selector = "{\"definition\":\"default/" + name + "\"}";
    String key = UUID.randomUUID().toString();
    String first = ask(key, "start", selector).statusCode(202).extract().path("id");
    ask(key, "start", selector).statusCode(202).body("id", equalTo(first));
    ask(key, "delete", selector)
        .statusCode(422)
        .body("code", equalTo("idempotency-key-reused"))
        .body("bulkDirectiveId", equalTo(first));
    given()
        .get("/v1/bulk-directives?limit=1000")
        .then()
        .body("items.findAll { it.id == '" + first + "' }", hasSize(1));
  }

  @Test
  void aSelectorThatSaysNothingIsRefused() {
    ask("pause", "{}")
        .statusCode(400)
        .body("errors[0].field", equalTo("selector.ids"))
        .body("detail", containsString("must hold ids alone, or at least one of the other fields"));
    ask("pause", "{\"status\":\"runing\"}").statusCode(400);
    given()
        .contentType("application/json")
        .body("{\"directive\":\"pause\"}")
        .post("/v1/bulk-directives")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("selector"));
    given()
        .get("/v1/bulk-directives/bd_none")
        .then()
        .statusCode(404)
        .body("code", equalTo("unknown-bulk-directive"));
  }

  @Test
  void nothingThatMatchesIsDoneAtOnce() {
    ask("pause", "{\"label\":\"no=" + name + "\"}")
        .statusCode(202)
        .body("total", equalTo(0))
        .body("state", equalTo("done"));
  }

  private List<String> create(int count, boolean start) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                given()
                    .contentType("application/json")
                    .body(
                        "{\"definition\":\"default/%s\",\"subJobs\":2,\"start\":%s}"
                            .formatted(name, start))
                    .post("/v1/batch-jobs")
                    .then()
                    .statusCode(202)
                    .extract()
                    .<String>path("id"))
        .toList();
  }

  private static ValidatableResponse ask(String directive, String selectorAndMore) {
    return ask(null, directive, selectorAndMore);
  }

  private static ValidatableResponse ask(String key, String directive, String selectorAndMore) {
    RequestSpecification request =
        given()
            .contentType("application/json")
            .body("{\"directive\":\"%s\",\"selector\":%s}".formatted(directive, selectorAndMore));
    return (key == null ? request : request.header("Idempotency-Key", key))
        .post("/v1/bulk-directives")
        .then();
  }

  private static List<String> itemsPageByPage(String bulk) {
    List<String> ids = new ArrayList<>();
    String cursor = null;
    do {
      JsonPath page =
          given()
              .queryParams(cursor == null ? Map.of() : Map.of("cursor", cursor))
              .get("/v1/bulk-directives/" + bulk + "/items?limit=30")
              .jsonPath();
      ids.addAll(page.getList("items.batchJobId", String.class));
      cursor = page.getString("nextCursor");
    } while (cursor != null);
    return ids;
  }

  private static JsonPath awaitDone(String bulk) {
    return Await.value(
        "bulk directive " + bulk + " is done",
        () -> given().get("/v1/bulk-directives/" + bulk).jsonPath(),
        b -> "done".equals(b.getString("state")));
  }

  /** On a slow machine an outcome comes too late to be noted. */
  private static int sent(JsonPath bulk) {
    return bulk.getInt("applied") + bulk.getInt("accepted");
  }

  private static void awaitStatus(String job, String status) {
    Await.until(job + " is " + status, () -> read(job).getString("status").equals(status));
  }

  private static JsonPath read(String job) {
    return given().get("/v1/batch-jobs/" + job + "?subJobs=0").jsonPath();
  }

  private static List<String> directives(String job) {
    return given().get("/v1/batch-jobs/" + job + "/directives").jsonPath().getList("items.id");
  }

  /** As if the process had died before it noted anything. */
  private void forget(String bulk) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.addBatch(
          "update bulk_directive_item set state = 'pending' where bulk_id = '" + bulk + "'");
      statement.addBatch(
          "update bulk_directive set applied = 0, ended_at = null where id = '" + bulk + "'");
      statement.executeBatch();
    }
  }
}
