package dev.windlass.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.windlass.testkit.WindlassServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Batch jobs over REST, through the log, the coordinator and the views. */
@QuarkusTest
@QuarkusTestResource(WindlassServers.class)
class BatchJobsIT {
  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
  private final String namespace = "it-" + UUID.randomUUID();

  @BeforeEach
  void definitions() {
    define("plain", "");
    define("single", ", \"runs\": \"one\"");
    define("endless", ", \"iterations\": 0");
  }

  @Test
  void aCreatedBatchJobIsReadAtOnce() {
    JsonPath created =
        create(
                "plain",
                ", \"subJobs\": 150, \"maxConcurrent\": 20, \"start\": false,"
                    + " \"arguments\": {\"region\": \"eu\"}, \"labels\": {\"team\": \"maps\"}")
            .statusCode(202)
            .header("Location", matchesPattern(".*/v1/batch-jobs/[0-9a-f-]{36}"))
            .body("status", equalTo("created"))
            .body("token", startsWith("e."))
            .body("freshness.token", startsWith("e."))
            .extract()
            .jsonPath();
    String id = created.getString("id");
    read(id)
        .statusCode(200)
        .body("definition", equalTo(namespace + "/plain"))
        .body("namespace", equalTo(namespace))
        .body("status", equalTo("created"))
        .body("createdTime", matchesPattern(TIME))
        .body("startTime", nullValue())
        .body("concurrentJobs", equalTo(20))
        .body("maxConcurrent", equalTo(20))
        .body("jobsPerSecond", nullValue())
        .body("percentComplete", equalTo(0.0f))
        .body("epoch", equalTo(0))
        .body("counts.created", equalTo(150))
        .body("counts.waiting", equalTo(0))
        .body("arguments.region", equalTo("eu"))
        .body("labels.team", equalTo("maps"))
        .body("requestedBy", equalTo("anonymous"))
        .body("subJobs", hasSize(100))
        .body("subJobs[0].status", equalTo("created"))
        .body("subJobsTotal", equalTo(150))
        .body("withErrors", equalTo(false))
        .body("waitingFor", nullValue());
    given().get("/v1/batch-jobs/" + id + "?subJobs=0").then().body("subJobs", hasSize(0));
    given()
        .queryParam("namespace", namespace)
        .queryParam("label", "team=maps")
        .queryParam("status", "created,running")
        .get("/v1/batch-jobs")
        .then()
        .statusCode(200)
        .body("items.id", hasItem(id));
  }

  @Test
  void aBatchJobIsFoundByTheBeginningOfItsIdAndByItsNumber() {
    JsonPath created = create("plain", ", \"subJobs\": 1, \"start\": false").extract().jsonPath();
    String id = created.getString("id");
    for (String q : List.of(id.substring(0, 23), created.getString("number"))) {
      given()
          .queryParam("namespace", namespace)
          .queryParam("q", q)
          .get("/v1/batch-jobs")
          .then()
          .statusCode(200)
          .body("items.id", hasItem(id));
    }
  }

  @Test
  void subJobsAreListedPageByPageAndReadOneByOne() {
    String id = created("plain", ", \"subJobs\": 5, \"start\": false");
    JsonPath first =
        given()
            .get("/v1/batch-jobs/" + id + "/sub-jobs?limit=3")
            .then()
            .statusCode(200)
            .body("items.index", equalTo(java.util.List.of(0, 1, 2)))
            .body("freshness.ageMs", notNullValue())
            .extract()
            .jsonPath();
    given()
        .queryParam("cursor", first.getString("nextCursor"))
        .get("/v1/batch-jobs/" + id + "/sub-jobs")
        .then()
        .body("items.index", equalTo(java.util.List.of(3, 4)))
        .body("nextCursor", nullValue());
    String subJob = first.getString("items[1].id");
    given()
        .get("/v1/batch-jobs/" + id + "/sub-jobs/" + subJob)
        .then()
        .statusCode(200)
        .body("id", equalTo(subJob))
        .body("batchJobId", equalTo(id))
        .body("index", equalTo(1))
        .body("status", equalTo("created"))
        .body("lastFailures", hasSize(0))
        .body("result", nullValue());
    given().post("/v1/batch-jobs/" + id + "/sub-jobs/" + subJob).then().statusCode(409);
    directive(subJob, "{\"directive\":\"stop\"}")
        .statusCode(409)
        .body("code", equalTo("sub-job-not-directable"))
        .body("detail", equalTo(subJob + " is a sub-job: direct its batch job " + id));
  }

  @Test
  void aRepeatWithTheSameKeyIsTheSameBatchJob() {
    String key = UUID.randomUUID().toString();
    String body = body("plain", ", \"subJobs\": 1, \"start\": false");
    String first = keyed(key, body).statusCode(202).extract().path("id");
    keyed(key, body.replace(": ", ":"))
        .statusCode(202)
        .body("id", equalTo(first))
        .body("status", equalTo("created"));
    keyed(key, body("plain", ", \"subJobs\": 2, \"start\": false"))
        .statusCode(422)
        .body("code", equalTo("idempotency-key-reused"))
        .body("batchJobId", equalTo(first))
        .body(
            "detail",
            equalTo("the Idempotency-Key '" + key + "' was used before with another body"));
  }

  @Test
  void onlyTheCoordinatorRefusesADirective() {
    String id = created("plain", ", \"subJobs\": 1, \"start\": false");
    directive(id, "{\"directive\":\"pause\",\"id\":\"p1\"}")
        .statusCode(409)
        .contentType("application/problem+json")
        .body("code", equalTo("directive-refused"))
        .body("reason", equalTo("illegal-in-status"))
        .body("batchJobStatus", equalTo("created"))
        .body("directiveId", equalTo("p1"))
        .body("detail", containsString("created"));
    directive(id, "{\"directive\":\"start\",\"onlyIf\":[\"paused\"]}")
        .statusCode(409)
        .body("reason", equalTo("only-if-not-met"));
    JsonPath deleted =
        directive(id, "{\"directive\":\"delete\"}")
            .statusCode(202)
            .body("state", equalTo("applied"))
            .body("directive", equalTo("delete"))
            .body("batchJobId", equalTo(id))
            .body("token", startsWith("d."))
            .body("requestedBy", equalTo("anonymous"))
            .body("time", matchesPattern(TIME))
            .extract()
            .jsonPath();
    given()
        .queryParam("after", deleted.getString("token"))
        .get("/v1/batch-jobs/" + id + "/directives")
        .then()
        .statusCode(200)
        .body("items.directive", equalTo(java.util.List.of("delete", "start", "pause", "create")))
        .body("items.state", equalTo(java.util.List.of("applied", "refused", "refused", "applied")))
        .body("items[2].reason", notNullValue())
        .body("freshness.ageMs", notNullValue());
    given()
        .get("/v1/batch-jobs?definition=default/nothing-of-that-name")
        .then()
        .statusCode(200)
        .body("items", empty())
        .body("freshness.ageMs", notNullValue());
    directive(id, "{\"directive\":\"start\"}").statusCode(410).body("code", equalTo("gone"));
  }

  @Test
  void theSameDirectiveIdOnTwoBatchJobsMeansTwoDirectives() {
    String one = created("plain", ", \"subJobs\": 1, \"start\": false");
    String other = created("plain", ", \"subJobs\": 1, \"start\": false");
    for (String id : new String[] {one, other}) {
      directive(id, "{\"directive\":\"delete\",\"id\":\"the-end\"}")
          .statusCode(202)
          .body("batchJobId", equalTo(id))
          .body("state", equalTo("applied"));
    }
  }

  @Test
  void aBatchJobRunsToItsEnd() {
    String id = created("plain", ", \"subJobs\": 200");
    JsonPath end = ended(id);
    assertThat(end.getString("status")).isEqualTo("completed");
    assertThat(end.getInt("counts.completed")).isEqualTo(200);
    assertThat(end.getFloat("percentComplete")).isEqualTo(100f);
    assertThat(end.getInt("progress.remaining")).isZero();
    given()
        .get("/v1/statistics")
        .then()
        .statusCode(200)
        .body("freshness.ageMs", notNullValue())
        .body("batchJobs.completed", org.hamcrest.Matchers.greaterThanOrEqualTo(1));
    given().get("/v1/workers").then().statusCode(200).body("items[0].slots", notNullValue());
  }

  @Test
  void percentAndRestAreLeftOutForEndlessOnes() {
    String id = created("endless", ", \"subJobs\": 1");
    assertThat(
            directive(id, "{\"directive\":\"stop\"}")
                .statusCode(202)
                .extract()
                .<String>path("state"))
        .isEqualTo("applied");
    read(id)
        .body("$", org.hamcrest.Matchers.not(org.hamcrest.Matchers.hasKey("percentComplete")))
        .body("progress", org.hamcrest.Matchers.not(org.hamcrest.Matchers.hasKey("expected")))
        .body("progress", org.hamcrest.Matchers.not(org.hamcrest.Matchers.hasKey("remaining")));
    directive(id, "{\"directive\":\"delete\"}");
  }

  @Test
  void aSecondRunOfASingleDefinitionIsSkippedWhereAskedFor() {
    String first = created("single", ", \"subJobs\": 2, \"jobsPerSecond\": 0.001");
    create("single", ", \"subJobs\": 1, \"onOverlap\": \"skip\"")
        .statusCode(409)
        .body("code", equalTo("run-in-progress"))
        .body("activeBatchJobId", equalTo(first));
    create("single", ", \"subJobs\": 1, \"onOverlap\": \"allow\"")
        .statusCode(400)
        .body("errors[0].field", equalTo("onOverlap"));
    directive(first, "{\"directive\":\"delete\"}");
  }

  @Test
  void aRunningBatchJobSaysHowFastItGoesAndWhenItEnds() {
    String id = created("plain", ", \"subJobs\": 1000, \"jobsPerSecond\": 20");
    JsonPath running =
        dev.windlass.testkit.Await.value(
            "it has a rate",
            () -> read(id).extract().jsonPath(),
            job -> job.get("rate") != null && job.getDouble("rate.perSecond") > 0);
    assertThat(running.getDouble("rate.perSecond")).isBetween(5.0, 40.0);
    assertThat(running.getInt("rate.etaSeconds")).isBetween(20, 200);
    String stopped =
        directive(id, "{\"directive\":\"stop\"}").statusCode(202).extract().path("token");
    given().get("/v1/batch-jobs/" + id + "?after=" + stopped).then().body("rate", nullValue());
  }

  @Test
  void whyItWaitsIsSaidInASentenceAndAsData() {
    String first = created("single", ", \"subJobs\": 2, \"jobsPerSecond\": 0.001");
    String second = created("single", ", \"subJobs\": 1, \"onOverlap\": \"queue-one\"");
    why(second)
        .body("status", equalTo("queued"))
        .body("reason", equalTo("another-run"))
        .body("sentence", containsString(first))
        .body("waitingFor.batchJobId", equalTo(first))
        .body("freshness.token", startsWith("e."));
    // A sub-job waits until its worker says that it began, a little after its grant.
    dev.windlass.testkit.Await.until(
        "one began", () -> why(first).extract().<Integer>path("numbers.waiting") == 1);
    why(first)
        .body("reason", equalTo("paced"))
        .body("sentence", containsString("0.001"))
        .body("numbers.waiting", equalTo(1))
        .body("numbers.jobsPerSecond", equalTo(0.001f))
        .body("numbers.queue", equalTo("default"))
        .body("numbers.workers", equalTo(1));
    given()
        .get("/v1/statistics")
        .then()
        .body("backlog.default", org.hamcrest.Matchers.greaterThanOrEqualTo(2));
    directive(second, "{\"directive\":\"delete\"}");
    directive(first, "{\"directive\":\"stop\"}").statusCode(202);
    dev.windlass.testkit.Await.until(
        "it is stopped", () -> read(first).extract().path("status").equals("stopped"));
    why(first).body("reason", equalTo("ended"));
    given().get("/v1/batch-jobs/nonsense/why").then().statusCode(404);
  }

  @Test
  void rowsBecomeSubJobs() {
    String input =
        given()
            .contentType("text/csv")
            .queryParam("namespace", namespace)
            .body("id,address\n1,a\n2,b\n3,c\n")
            .post("/v1/inputs")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    String id = created("plain", ", \"start\": false, \"input\": \"" + input + "\"");
    JsonPath job = read(id).body("subJobsTotal", equalTo(3)).extract().jsonPath();
    given()
        .get("/v1/batch-jobs/" + id + "/sub-jobs/" + job.getString("subJobs[2].id"))
        .then()
        .body("row.address", equalTo("c"));
    given()
        .delete("/v1/inputs/" + input)
        .then()
        .statusCode(409)
        .body("code", equalTo("input-in-use"));
  }

  @Test
  void badRequestsChangeNothingAndSayWhy() {
    create("plain", "")
        .statusCode(400)
        .body("detail", equalTo("'subJobs' or 'input' must be there, and not both"));
    create("plain", ", \"subJobs\": 10000001, \"jobsPerSecond\": 0, \"colour\": 1")
        .statusCode(400)
        .body("errors.field", equalTo(java.util.List.of("subJobs", "jobsPerSecond", "colour")));
    create("nothing", ", \"subJobs\": 1")
        .statusCode(404)
        .body("code", equalTo("unknown-definition"));
    create("plain", ", \"input\": \"in_01J9ZP4T0V3M8K6Q2W7X5Y1R0A\"")
        .statusCode(404)
        .body("code", equalTo("unknown-input"));
    String id = created("plain", ", \"subJobs\": 1, \"start\": false");
    directive(id, "{\"directive\":\"pause\",\"jobsPerSecond\":5}")
        .statusCode(400)
        .body("detail", equalTo("'jobsPerSecond' goes only with start and unpause, found '5.0'"));
    directive(id, "{\"directive\":\"explode\"}")
        .statusCode(400)
        .body("errors[0].field", equalTo("directive"));
    given()
        .get("/v1/batch-jobs?status=runing")
        .then()
        .statusCode(400)
        .body("detail", startsWith("'status' must be one of created, queued, starting"));
    given().get("/v1/batch-jobs?createdAfter=yesterday").then().statusCode(400);
    given().get("/v1/batch-jobs/" + id + "?wait=PT61S").then().statusCode(400);
    given().get("/v1/batch-jobs/" + id + "?after=x.1.2").then().statusCode(400);
    read("nonsense").statusCode(404).body("code", equalTo("unknown-batch-job"));
    read(UUID.randomUUID().toString()).statusCode(404);
  }

  @Test
  void anUnknownBatchJobIsForTheCoordinatorToRefuse() {
    String old =
        dev.windlass.job.JobId.of(java.time.Instant.now().minusSeconds(3600), 7, 99).toString();
    read(old).statusCode(404).body("detail", equalTo("there is no batch job " + old));
    directive(old, "{\"directive\":\"stop\"}")
        .statusCode(404)
        .body("code", equalTo("unknown-batch-job"))
        .body("detail", equalTo("there is no batch job " + old));
  }

  @Test
  void aTokenThatTheViewNeverReachesIsSaidToBeBehind() {
    given()
        .get("/v1/batch-jobs?after=e.0.99999999&wait=PT0.1S")
        .then()
        .statusCode(412)
        .body("code", equalTo("view-behind"))
        .body("detail", startsWith("the view did not reach e.0.99999999 within PT0.1S; it is "))
        .body("lagMs", notNullValue());
  }

  // --- what is asked

  private void define(String name, String more) {
    given()
        .contentType("application/json")
        .body(
            """
            {"namespace": "%s", "name": "%s", "handler": "simulate",
             "cases": [{"id": "a", "parameters": {"duration": "PT0.001S"}}]%s}"""
                .formatted(namespace, name, more))
        .put("/v1/definitions/" + namespace + "/" + name)
        .then()
        .statusCode(201);
  }

  private ValidatableResponse create(String definition, String more) {
    return given()
        .contentType("application/json")
        .body(body(definition, more))
        .post("/v1/batch-jobs")
        .then();
  }

  private String created(String definition, String more) {
    return create(definition, more).statusCode(202).extract().path("id");
  }

  private String body(String definition, String more) {
    return "{\"definition\": \"" + namespace + "/" + definition + "\"" + more + "}";
  }

  private static ValidatableResponse keyed(String key, String body) {
    return given()
        .contentType("application/json")
        .header("Idempotency-Key", key)
        .body(body)
        .post("/v1/batch-jobs")
        .then();
  }

  private static ValidatableResponse directive(String id, String body) {
    return given()
        .contentType("application/json")
        .body(body)
        .post("/v1/batch-jobs/" + id + "/directives?wait=PT20S")
        .then();
  }

  private static ValidatableResponse read(String id) {
    return given().get("/v1/batch-jobs/" + id).then();
  }

  private static ValidatableResponse why(String id) {
    return given().get("/v1/batch-jobs/" + id + "/why").then().statusCode(200);
  }

  private static JsonPath ended(String id) {
    return dev.windlass.testkit.Await.value(
        "it has ended",
        java.time.Duration.ofSeconds(60),
        () -> read(id).statusCode(200).extract().jsonPath(),
        job -> job.get("stopTime") != null);
  }
}
