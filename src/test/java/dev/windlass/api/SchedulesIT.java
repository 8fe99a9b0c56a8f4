package dev.windlass.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.windlass.testkit.Await;
import dev.windlass.testkit.WindlassServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(WindlassServers.class)
class SchedulesIT {
  private static final String SECONDS = "* * * * * *";
  private final String namespace = "it-" + UUID.randomUUID();

  @BeforeEach
  void somethingToRun() {
    define("quick", "PT0S", "many");
    define("slow", "PT30S", "many");
  }

  @Test
  void aScheduleIsStoredReadChangedAndDeleted() {
    create(body("nightly", "30 2 * * *", "quick", ""))
        .statusCode(201)
        .header("Location", endsWith("/v1/schedules/nightly"))
        .header("ETag", "\"1\"")
        .body("namespace", equalTo(namespace))
        .body("timeZone", equalTo("UTC"))
        .body("onMisfire", equalTo("fire-once"))
        .body("onOverlap", equalTo("queue-one"))
        .body("batchJob.subJobs", equalTo(1))
        .body("nextFireTime", matchesPattern("\\d{4}-\\d\\d-\\d\\dT02:30:00\\.000Z"));
    String read = at("nightly").get("/v1/schedules/{name}").then().extract().asString();
    put("nightly", read, null).statusCode(200).header("ETag", "\"1\"");
    put("nightly", body("nightly", "30 3 * * *", "quick", ", \"paused\": true"), "\"1\"")
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("nextFireTime", nullValue());
    put("nightly", read, "\"1\"")
        .statusCode(412)
        .body("code", equalTo("version-mismatch"))
        .body(
            "detail",
            equalTo(
                "the schedule "
                    + namespace
                    + "/nightly has the ETag \"2\", If-Match asks for \"1\""));
    create(body("nightly", "30 2 * * *", "quick", ""))
        .statusCode(409)
        .body("code", equalTo("schedule-exists"));
    at("nightly").delete("/v1/schedules/{name}").then().statusCode(204);
    at("nightly")
        .get("/v1/schedules/{name}")
        .then()
        .statusCode(404)
        .body("code", equalTo("unknown-schedule"));
  }

  @Test
  void listsGoPageByPage() {
    for (String name : List.of("c", "a", "b")) {
      create(body(name, "@daily", "quick", "")).statusCode(201);
    }
    String next =
        given()
            .queryParam("namespace", namespace)
            .queryParam("limit", 2)
            .get("/v1/schedules")
            .then()
            .statusCode(200)
            .body("items.name", equalTo(List.of("a", "b")))
            .extract()
            .path("nextCursor");
    given()
        .queryParam("namespace", namespace)
        .queryParam("cursor", next)
        .get("/v1/schedules")
        .then()
        .body("items.name", equalTo(List.of("c")))
        .body("nextCursor", nullValue());
  }

  @Test
  void whatIsWrongIsSaid() {
    create(body("x", "61 * * * *", "quick", ""))
        .statusCode(400)
        .body("errors[0].field", equalTo("cron"))
        .body("detail", containsString("Value 61 not in range [0, 59]"));
    create(body("x", "0 0 30 2 *", "quick", ""))
        .statusCode(400)
        .body("detail", startsWith("'cron' must fire some day: no year has such a day"));
    create(body("x", "@daily", "quick", ", \"timeZone\": \"Mars/Base\", \"often\": true"))
        .statusCode(400)
        .body("errors.field", equalTo(List.of("timeZone", "often")));
    create(body("x", "@daily", "nowhere", ""))
        .statusCode(404)
        .body("code", equalTo("unknown-definition"));
    create("{}").statusCode(400).body("errors.field", equalTo(List.of("name", "batchJob", "cron")));
    define("alone", "PT0S", "one");
    create(body("x", "@daily", "alone", ", \"onOverlap\": \"allow\""))
        .statusCode(400)
        .body("errors[0].field", equalTo("onOverlap"));
  }

  @Test
  void thePreviewSaysWhatTheClockDoesToAFire() {
    create(body("early", "30 2 * * *", "quick", ", \"timeZone\": \"Europe/Berlin\""))
        .statusCode(201);
    next("early", "2027-03-27T23:00:00Z", 2)
        .body("items[0].time", equalTo("2027-03-28T01:00:00.000Z"))
        .body("items[0].localTime", equalTo("2027-03-28T02:30"))
        .body(
            "items[0].reason",
            equalTo(
                "02:30 on 2027-03-28 does not exist in Europe/Berlin: it fires when the clock has"
                    + " jumped over it"))
        .body("items[1].reason", nullValue());
    next("early", "2027-10-30T23:00:00Z", 1)
        .body("items[0].fires", equalTo(true))
        .body(
            "items[0].reason",
            equalTo(
                "02:30 on 2027-10-31 comes twice in Europe/Berlin: it fires the first time, and"
                    + " not the second"));
    create(body("hourly", "30 * * * *", "quick", ", \"timeZone\": \"Europe/Berlin\""))
        .statusCode(201);
    next("hourly", "2027-03-28T00:45:00Z", 2)
        .body("items[0].fires", equalTo(false))
        .body("items[0].localTime", equalTo("2027-03-28T02:30"))
        .body("items[1].time", equalTo("2027-03-28T01:30:00.000Z"));
  }

  @Test
  void everyFireIsOneRunAndAPauseEndsThem() {
    create(body("often", SECONDS, "quick", ", \"onOverlap\": \"allow\"")).statusCode(201);
    Await.until("it has fired five times", () -> fireTimes("often").size() >= 5);
    put(
            "often",
            body("often", SECONDS, "quick", ", \"onOverlap\": \"allow\", \"paused\": true"),
            null)
        .statusCode(200)
        .body("nextFireTime", nullValue());
    List<Instant> fires = fireTimes("often").reversed();
    for (int i = 0; i < fires.size(); i++) {
      assertThat(fires.get(i)).isEqualTo(fires.getFirst().plusSeconds(i));
    }
    JsonPath runs =
        Await.value(
            "all of them have ended",
            () -> runs("often"),
            r -> r.getList("items.status").stream().allMatch("completed"::equals));
    assertThat(runs.getList("items.cause")).containsOnly("time");
    assertThat(runs.getList("items.requestedBy")).containsOnly("schedule often");
    assertThat(runs.getInt("items[0].progress.successful")).isEqualTo(1);
    given()
        .get(runs.getString("items[0].result"))
        .then()
        .statusCode(200)
        .body(startsWith("index,status,result,error"));
    assertThat(fireTimes("often")).as("nothing fires while it is paused").hasSize(fires.size());
  }

  @Test
  void whoAsksForARunGetsOneWithItsArguments() {
    create(body("daily", "@daily", "quick", "")).statusCode(201);
    String id =
        run("daily", "{ \"arguments\": { \"region\": \"eu\" } }")
            .statusCode(202)
            .header("Location", containsString("/v1/batch-jobs/"))
            .body("arguments.region", equalTo("eu"))
            .extract()
            .path("id");
    JsonPath runs =
        Await.value(
            "it has ended",
            () -> runs("daily"),
            r -> "completed".equals(r.getString("items[0].status")));
    assertThat(runs.getString("items[0].id")).isEqualTo(id);
    assertThat(runs.getString("items[0].cause")).isEqualTo("demand");
    assertThat(runs.getString("items[0].requestedBy")).isEqualTo("anonymous");
    run("daily", null).statusCode(202);
    assertThat(runs("daily").getList("items")).hasSize(2);
  }

  @Test
  void aRunThatIsInTheWayLetsOneWaitAndNoMore() {
    create(body("slow", "@daily", "slow", "")).statusCode(201);
    String first = run("slow", null).statusCode(202).extract().path("id");
    String second = run("slow", null).statusCode(202).extract().path("id");
    run("slow", null)
        .statusCode(409)
        .body("code", equalTo("run-in-progress"))
        .body("activeBatchJobId", equalTo(first));
    JsonPath runs =
        Await.value(
            "the second waits",
            () -> runs("slow"),
            r -> "queued".equals(r.getString("items[1].status")));
    assertThat(runs.getString("items[0].status")).isEqualTo("skipped");
    assertThat(runs.getString("items[1].status")).isEqualTo("queued");
    assertThat(runs.getString("items[0].reason"))
        .isEqualTo("batch job " + first + " runs under the same key");
    for (String id : List.of(second, first)) {
      given().delete("/v1/batch-jobs/" + id).then().statusCode(202);
    }
  }

  @Test
  void aFireWhoseDefinitionIsGoneIsARunThatSaysSo() {
    define("shortlived", "PT0S", "many");
    create(body("orphan", SECONDS, "shortlived", "")).statusCode(201);
    given().delete("/v1/definitions/" + namespace + "/shortlived").then().statusCode(204);
    JsonPath runs =
        Await.value(
            "one is left out",
            () -> runs("orphan"),
            r -> r.getList("items.status").contains("skipped"));
    int skipped = runs.getList("items.status").indexOf("skipped");
    assertThat(runs.getString("items[" + skipped + "].reason"))
        .isEqualTo("there is no definition " + namespace + "/shortlived");
    at("orphan").delete("/v1/schedules/{name}").then().statusCode(204);
  }

  // --- asking

  private void define(String name, String duration, String runs) {
    given()
        .contentType("application/json")
        .body(
            """
            { "handler": "simulate", "parameters": { "duration": "%s" }, "runs": "%s",
              "cases": [ { "id": "case" } ] }
            """
                .formatted(duration, runs))
        .put("/v1/definitions/" + namespace + "/" + name)
        .then()
        .statusCode(201);
  }

  private String body(String name, String cron, String definition, String more) {
    return """
    { "name": "%s", "cron": "%s"%s, "batchJob": { "definition": "%s/%s" } }
    """
        .formatted(name, cron, more, namespace, definition);
  }

  private static ValidatableResponse create(String body) {
    return given().contentType("application/json").body(body).post("/v1/schedules").then();
  }

  private static ValidatableResponse put(String name, String body, String ifMatch) {
    var request = given().contentType("application/json").body(body);
    if (ifMatch != null) {
      request.header("If-Match", ifMatch);
    }
    return request.put("/v1/schedules/" + name).then();
  }

  private io.restassured.specification.RequestSpecification at(String name) {
    return given().queryParam("namespace", namespace).pathParam("name", name);
  }

  private ValidatableResponse next(String name, String from, int count) {
    return at(name)
        .queryParam("from", from)
        .queryParam("count", count)
        .get("/v1/schedules/{name}/next")
        .then()
        .statusCode(200);
  }

  private ValidatableResponse run(String name, String body) {
    var request = at(name);
    if (body != null) {
      request.contentType("application/json").body(body);
    }
    return request.post("/v1/schedules/{name}/runs").then();
  }

  private JsonPath runs(String name) {
    return at(name).get("/v1/schedules/{name}/runs").then().statusCode(200).extract().jsonPath();
  }

  private List<Instant> fireTimes(String name) {
    return runs(name).<String>getList("items.fireTime").stream().map(Instant::parse).toList();
  }
}
