package dev.windlass.compat.guidewire;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.windlass.testkit.Await;
import dev.windlass.testkit.WindlassServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What docs/compat/guidewire.md lists, line by line. */
@QuarkusTest
@QuarkusTestResource(WindlassServers.class)
class GuidewireIT {
  private static final String BASE = "/systemtools/v1/batch-processes";
  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
  private final String type = "Esc" + UUID.randomUUID().toString().substring(0, 8);

  @Test
  void oneThatHasNeverRunShowsNothingButThat() {
    define("PT0S", 0);
    JsonPath answer = get();
    assertThat(answer.<String, Object>getMap("data.attributes.status"))
        .isEqualTo(Map.of("failureReason", "This batch process type has never run", "type", type));
    assertThat(answer.getBoolean("data.attributes.distributed")).isFalse();
    assertThat(answer.<String, Object>getMap("data.attributes.type"))
        .isEqualTo(Map.of("code", type, "name", "Activity Escalation"));
    assertThat(answer.getMap("data.attributes").keySet())
        .isEqualTo(Set.of("distributed", "status", "type"));
    assertThat(answer.getString("data.id")).isEqualTo(type);
    assertThat(answer.getString("data.links.start.href")).isEqualTo(BASE + "/" + type + "/start");
  }

  @Test
  void aStartSaysWhichProcessItStarted() {
    define("PT30S", 0);
    JsonPath started = start(null).extract().jsonPath();
    assertThat(started.getLong("data.attributes.processId")).isPositive();
    assertThat(started.getMap("data.attributes.status").keySet())
        .as("no startDate yet")
        .isEqualTo(Set.of("dateCreated", "failedOps", "opsCompleted", "serverId", "type"));
    assertThat(started.getLong("data.attributes.status.failedOps")).isZero();
    awaitRunning();
    start(null)
        .body("data.attributes", not(hasKey("processId")))
        .body("data.attributes.status.progress", equalTo("0 out of 1"));
    stop();
  }

  @Test
  void oneThatRunsShowsHowFarItIs() {
    define("PT30S", 0);
    start(null);
    JsonPath running = awaitRunning();
    assertThat(running.getMap("data.attributes.status").keySet())
        .isEqualTo(
            Set.of(
                "dateCreated",
                "failedOps",
                "opsCompleted",
                "opsExpected",
                "progress",
                "serverId",
                "startDate",
                "type"));
    assertThat(running.getLong("data.attributes.status.opsExpected")).isEqualTo(1);
    assertThat(running.getString("data.attributes.status.progress")).isEqualTo("0 out of 1");
    assertThat(running.getString("data.attributes.status.startDate")).matches(TIME);
    assertThat(running.getString("data.attributes.status.serverId")).isEqualTo("windlass");
    stop();
  }

  @Test
  void oneThatCompletedShowsWhen() {
    define("PT0S", 0);
    start(null);
    JsonPath done = awaitEnd();
    assertThat(done.getMap("data.attributes.status").keySet())
        .isEqualTo(
            Set.of(
                "dateCompleted",
                "dateCreated",
                "failedOps",
                "opsCompleted",
                "serverId",
                "startDate",
                "type"));
    assertThat(done.getLong("data.attributes.status.opsCompleted")).isEqualTo(1);
    assertThat(done.getLong("data.attributes.status.failedOps")).isZero();
    for (String date : new String[] {"dateCreated", "startDate", "dateCompleted"}) {
      assertThat(done.getString("data.attributes.status." + date)).matches(TIME);
    }
    assertThat(done.getMap("data.attributes")).doesNotContainKeys("processId", "wasStopped");
    assertThat(start(null).extract().jsonPath().getLong("data.attributes.processId"))
        .as("it may run again")
        .isPositive();
  }

  @Test
  void oneThatFailedSaysWhy() {
    define("PT0S", 1);
    start(null);
    JsonPath failed = awaitEnd();
    assertThat(failed.getLong("data.attributes.status.failedOps")).isEqualTo(1);
    assertThat(failed.getLong("data.attributes.status.opsCompleted")).isZero();
    assertThat(failed.getString("data.attributes.status.failureReason")).contains("1 of 1");
  }

  @Test
  void aStopSaysWhetherItStoppedAnything() {
    define("PT30S", 0);
    post("/stop", null).statusCode(200).body("data.attributes.wasStopped", equalTo(false));
    start(null);
    awaitRunning();
    post("/stop", null).statusCode(200).body("data.attributes.wasStopped", equalTo(true));
    JsonPath stopped = awaitEnd();
    assertThat(stopped.getString("data.attributes.status.failureReason"))
        .isEqualTo("The batch process was stopped");
    assertThat(stopped.getMap("data.attributes")).doesNotContainKey("wasStopped");
    post("/stop", null).statusCode(200).body("data.attributes.wasStopped", equalTo(false));
  }

  @Test
  void aTypeIsCaseSensitiveAndAnUnknownOneIsNotFound() {
    define("PT0S", 0);
    for (String unknown : new String[] {type.toLowerCase(), "Nothing"}) {
      given()
          .get(BASE + "/" + unknown)
          .then()
          .statusCode(404)
          .contentType("application/json")
          .body("status", equalTo(404))
          .body("errorCode", equalTo("gw.api.rest.exceptions.NotFoundException"))
          .body("userMessage", equalTo("No resource was found at path " + BASE + "/" + unknown));
      given().post(BASE + "/" + unknown + "/start").then().statusCode(404);
      given().post(BASE + "/" + unknown + "/stop").then().statusCode(404);
    }
  }

  @Test
  void argumentsAreNamedLikeTheType() {
    define("PT0S", 0);
    String id = nativeId(start(wrapped(type.toUpperCase(), "{\"purgeDaysOld\": 7}")));
    given()
        .get("/v1/batch-jobs/" + id)
        .then()
        .body("arguments.purgeDaysOld", equalTo(7))
        .body("requestedBy", equalTo("anonymous"));
    awaitEnd();
    post("/start", wrapped("Other", "{}"))
        .statusCode(400)
        .body("errorCode", equalTo("gw.api.rest.exceptions.BadInputException"))
        .body("userMessage", containsString("must hold an object named '" + type + "'"));
    post("/start", "{\"data\":").statusCode(400);
  }

  @Test
  void allTypesAreListedAndWhatMayOverlapIsOnlyShown() {
    define("PT0S", 0);
    String many = "Many" + type;
    put(many, "PT0S", 0, "many");
    given()
        .get(BASE)
        .then()
        .statusCode(200)
        .body("data.id", hasItem(type))
        .body("data.id", not(hasItem(many)))
        .body("links.self.methods", equalTo(java.util.List.of("get")));
    JsonPath all = given().get(BASE).jsonPath();
    assertThat(all.getInt("count")).isEqualTo(all.getList("data").size());
    given().get(BASE + "/" + many).then().statusCode(200);
  }

  @Test
  void itsExecutionsAreItsHistories() {
    define("PT0S", 0);
    long first = start(null).extract().jsonPath().getLong("data.attributes.processId");
    awaitEnd();
    given()
        .get(BASE + "/" + type + "/histories")
        .then()
        .statusCode(200)
        .body("count", equalTo(1))
        .body("data[0].id", equalTo(Long.toString(first)))
        .body("data[0].attributes.dateCompleted", matchesPattern(TIME));
    given()
        .get(BASE + "/" + type + "/histories/" + first)
        .then()
        .statusCode(200)
        .body("data.attributes.type", equalTo(type));
    given().get(BASE + "/" + type + "/histories/0").then().statusCode(404);
  }

  @Test
  void aRunThatAnotherDoorStartedIsItsLatest() {
    define("PT30S", 0);
    given()
        .contentType("application/json")
        .body("{ \"definition\": \"default/" + type + "\", \"subJobs\": 3 }")
        .post("/v1/batch-jobs")
        .then()
        .statusCode(202);
    JsonPath running = awaitRunning();
    assertThat(running.getBoolean("data.attributes.distributed")).isTrue();
    assertThat(running.getInt("data.attributes.workQueueStatus.numActiveExecutors"))
        .isGreaterThanOrEqualTo(1);
    start(null).body("data.attributes", not(hasKey("processId")));
    stop();
  }

  @Test
  void oneThatMayOverlapIsNotStarted() {
    put(type, "PT0S", 0, "many");
    given()
        .post(BASE + "/" + type + "/start")
        .then()
        .statusCode(400)
        .body("userMessage", containsString("must run one at a time"));
  }

  @Test
  void plainClientsAreUnderstood() {
    define("PT0S", 0);
    given().header("Accept", "*/*").get(BASE + "/" + type + "/").then().statusCode(200);
    given()
        .contentType("application/json; charset=utf-8")
        .body("{}")
        .post(BASE + "/" + type + "/start")
        .then()
        .statusCode(200);
    awaitEnd();
    given()
        .contentType("application/x-www-form-urlencoded")
        .post(BASE + "/" + type + "/start")
        .then()
        .statusCode(200)
        .contentType("application/json");
  }

  // --- asking

  private static org.hamcrest.Matcher<Map<? extends String, ?>> hasKey(String key) {
    return org.hamcrest.Matchers.hasKey(key);
  }

  private void define(String duration, double failureRate) {
    put(type, duration, failureRate, "one");
  }

  private static void put(String name, String duration, double failureRate, String runs) {
    given()
        .contentType("application/json")
        .body(
            """
            { "handler": "simulate", "description": "Activity Escalation", "runs": "%s",
              "parameters": { "duration": "%s", "failureRate": %s }, "failuresToIgnore": 0,
              "cases": [ { "id": "case" } ] }
            """
                .formatted(runs, duration, failureRate))
        .put("/v1/definitions/default/" + name)
        .then()
        .statusCode(201);
  }

  private static String wrapped(String name, String arguments) {
    return "{\"data\": {\"attributes\": {\"" + name + "\": " + arguments + "}}}";
  }

  private JsonPath get() {
    return given().get(BASE + "/" + type).then().statusCode(200).extract().jsonPath();
  }

  private ValidatableResponse post(String what, String body) {
    var request = given();
    if (body != null) {
      request.contentType("application/json").body(body);
    }
    return request.post(BASE + "/" + type + what).then();
  }

  private ValidatableResponse start(String body) {
    return post("/start", body).statusCode(200);
  }

  private void stop() {
    post("/stop", null).statusCode(200);
    awaitEnd();
  }

  private JsonPath awaitRunning() {
    return Await.value(
        "it runs", this::get, a -> a.getString("data.attributes.status.opsExpected") != null);
  }

  private JsonPath awaitEnd() {
    return Await.value(
        "it ends", this::get, a -> a.getString("data.attributes.status.dateCompleted") != null);
  }

  private String nativeId(ValidatableResponse started) {
    started.statusCode(200);
    return given()
        .queryParam("definition", "default/" + type)
        .get("/v1/batch-jobs")
        .then()
        .extract()
        .path("items[0].id");
  }
}
