package dev.windlass.compat.xserver;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.windlass.control.OwnLimit;
import dev.windlass.job.JobStatus;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.WindlassServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docs/compat/xserver.md lists, line by line. */
@QuarkusTest
@QuarkusTestResource(WindlassServers.class)
class XServerIT {
  private static final String RS = XServerSettings.RS;
  private static final String RUNTIME = RS + "XRuntime/2.26/";
  private static final String START = XServerSettings.START;
  private static final String FETCH = XServerSettings.FETCH;
  private static final String START_ONE = XServerSettings.START_ONE;
  private static final String FETCH_ONE = XServerSettings.FETCH_ONE;
  private static final String START_SERIAL = XServerSettings.START_SERIAL;
  private static final String OF_ANOTHER_TIME = "01a201a0-1cfb-8555-aa12-345678000000";

  @BeforeEach
  void define() {
    Await.until("ready", () -> given().get("/q/health/ready").statusCode() == 200);
    put("xs-geocode", "{row.duration}", "many", null, "{\\\"place\\\": \\\"{row.city}\\\"}", 1);
    put("xs-matrix", "PT0S", "many", 0, "{parameters.answer}", 1);
    put("xs-tours", "PT30S", "one", null, "tour", 1);
  }

  // --- watchJob

  @Test
  void aJobIsQueuedRunsAndSucceeds() {
    JsonPath started = call(START, items("PT0.5S", "PT1.5S", "PT2.5S")).extract().jsonPath();
    assertThat(started.getString("status")).isEqualTo("QUEUING");
    assertThat(started.getInt("elapsedTime")).isBetween(0, 5000);
    String id = started.getString("id");
    JsonPath job = started;
    int elapsed = 0;
    int updates = 0;
    while (!job.getString("status").equals("SUCCEEDED")) {
      job = watch(id, 250, 20_000);
      assertThat(job.getString("id")).isEqualTo(id);
      assertThat(job.getString("status")).isIn("QUEUING", "RUNNING", "SUCCEEDED");
      assertThat(job.getInt("elapsedTime")).isGreaterThanOrEqualTo(elapsed);
      if (job.get("progress") != null) {
        assertThat(job.getString("progress.'$type'")).isEqualTo("BulkProgress");
        assertThat(
                job.getInt("progress.remaining")
                    + job.getInt("progress.successful")
                    + job.getInt("progress.failed"))
            .isEqualTo(3);
      }
      elapsed = job.getInt("elapsedTime");
      updates++;
    }
    assertThat(updates).isGreaterThan(2);
    assertThat(job.getInt("progress.successful")).isEqualTo(3);
    assertThat(elapsed).isGreaterThanOrEqualTo(2500);
    JsonPath again = watch(id, 50_000, 50_000);
    assertThat(again.getMap("")).as("it stands still").isEqualTo(job.getMap(""));
  }

  @Test
  void aFinishedOneIsAnsweredAtOnce() {
    String id = run("PT0S", 1, 1);
    finished(id);
    Timed<JsonPath> answer = timed(() -> watch(id, 50_000, 50_000));
    assertThat(answer.value().getString("status")).isEqualTo("SUCCEEDED");
    assertThat(answer.took()).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void anUnknownOneIsAnsweredAtOnceAndIsNoError() {
    for (String id : new String[] {"nothing", "", OF_ANOTHER_TIME, UUID.randomUUID().toString()}) {
      Timed<JsonPath> answer = timed(() -> watch(id, 50_000, 50_000));
      assertThat(answer.value().getMap(""))
          .isEqualTo(Map.of("id", id, "status", "UNKNOWN", "elapsedTime", 0));
      assertThat(answer.took()).isLessThan(Duration.ofSeconds(30));
      for (String operation : new String[] {"stopJob", "deleteJob"}) {
        assertThat(call(RUNTIME + operation, id(id)).extract().jsonPath().getMap(""))
            .isEqualTo(Map.of("id", id, "status", "UNKNOWN", "elapsedTime", 0));
      }
    }
  }

  @Test
  void anUpdateWithinThePeriodIsToldAtItsEnd() {
    String id = run("PT0.3S", 100, 1);
    running(id);
    int before = watch(id, 250, 250).getInt("progress.successful");
    Timed<JsonPath> answer = timed(() -> watch(id, 2000, 20_000));
    assertThat(answer.took()).isGreaterThanOrEqualTo(Duration.ofMillis(2000));
    assertThat(answer.value().getInt("progress.successful")).isGreaterThan(before + 3);
    Timed<JsonPath> byDefault =
        timed(() -> call(RUNTIME + "watchJob", id(id)).extract().jsonPath());
    assertThat(byDefault.took()).isBetween(Duration.ofMillis(1000), Duration.ofSeconds(30));
    stop(id);
  }

  @Test
  void oneThatRunsIsAnsweredOnlyAfterTheNextUpdate() {
    String id = run("PT4S", 2, 1);
    running(id);
    Timed<JsonPath> answer = timed(() -> watch(id, 250, 30_000));
    assertThat(answer.value().getString("status")).isEqualTo("RUNNING");
    assertThat(answer.value().getInt("progress.successful")).isEqualTo(1);
    assertThat(answer.took()).isBetween(Duration.ofMillis(250), Duration.ofSeconds(29));
    stop(id);
  }

  @Test
  void withoutAnUpdateTheLastStatusIsToldWhenTheLongestTimeIsOver() {
    String id = run("PT60S", 1, 1);
    running(id);
    CompletableFuture<Timed<JsonPath>> waiting =
        CompletableFuture.supplyAsync(
            () -> timed(() -> watch(id, 250, 3000)), Thread::startVirtualThread);
    Await.until("it waits", () -> !waiting.isDone());
    direct(id, "pause");
    assertThat(waiting.join().value().getString("status"))
        .as("a step that changes nothing here is no update")
        .isEqualTo("RUNNING");
    assertThat(waiting.join().took()).isBetween(Duration.ofMillis(3000), Duration.ofSeconds(30));
    stop(id);
  }

  @Test
  void periodsOutOfRangeAreClampedWithoutAnError() {
    String id = run("PT60S", 1, 1);
    running(id);
    for (int[] periods : new int[][] {{-5, -5}, {0, 0}, {1, 249}}) {
      Timed<JsonPath> answer = timed(() -> watch(id, periods[0], periods[1]));
      assertThat(answer.took()).isBetween(Duration.ofMillis(250), Duration.ofSeconds(30));
    }
    Timed<JsonPath> longest = timed(() -> watch(id, 1500, 10));
    assertThat(longest.took())
        .as("the longest wait is never shorter than the period")
        .isBetween(Duration.ofMillis(1500), Duration.ofSeconds(30));
    stop(id);
  }

  @Test
  void oneThatEndsWithinThePeriodIsAnsweredAtOnce() {
    String id = run("PT3S", 1, 1);
    Timed<JsonPath> answer = timed(() -> watch(id, 99_999, 99_999));
    assertThat(answer.value().getString("status")).isEqualTo("SUCCEEDED");
    assertThat(answer.took()).isLessThan(Duration.ofSeconds(40));
  }

  @Test
  void longPollsTakeNoneOfThePlacesOfOtherRequests() {
    assertThat(
            Arrays.stream(JobResource.class.getMethods())
                .filter(method -> method.getName().equals("watch")))
        .hasSize(2)
        .allMatch(method -> method.isAnnotationPresent(OwnLimit.class));
  }

  @Test
  void anotherTypeThanAnIntegerIsInvalid() {
    given()
        .contentType("application/json")
        .body("{\"id\": \"x\", \"progressUpdatePeriod\": \"1000\"}")
        .post(RUNTIME + "watchJob")
        .then()
        .statusCode(400)
        .contentType("application/json")
        .body("message", containsString("progressUpdatePeriod"))
        .body("faultInfo.'$type'", equalTo("InvalidValueFault"))
        .body("faultInfo.parameter", equalTo("progressUpdatePeriod"))
        .body("faultInfo.value", equalTo("\"1000\""));
  }

  // --- statuses

  @Test
  void everyBatchJobIsVisibleWhoeverMadeIt() {
    String definition = define("PT60S", 1, null, "one");
    String created = create(definition, 1, false);
    assertThat(watch(created, 250, 250).getMap("").keySet())
        .as("no progress before the first start")
        .isEqualTo(java.util.Set.of("id", "status", "elapsedTime"));
    assertThat(status(created)).isEqualTo("QUEUING");
    assertThat(call(RUNTIME + "stopJob", id(created)).extract().<String>path("status"))
        .as("nothing is to be stopped")
        .isEqualTo("QUEUING");
    String running = create(definition, 1, true);
    running(running);
    String queued = create(definition, 1, true);
    assertThat(status(queued)).isEqualTo("QUEUING");
    direct(running, "pause");
    awaitNative(running, JobStatus.PAUSED, JobStatus.PAUSING);
    assertThat(status(running)).isEqualTo("RUNNING");
    assertThat(call(RUNTIME + "stopJob", id(queued)).extract().<String>path("status"))
        .isEqualTo("STOPPING");
    assertThat(finished(queued).getString("status")).isEqualTo("FAILED");
    given().delete("/v1/batch-jobs/" + queued).then().statusCode(202);
    Await.until("it is deleted", () -> status(queued).equals("DELETED"));
    stop(running);
  }

  @Test
  void oneThatCanNotBeRunOrFailedIsFailed() {
    String definition = define("PT0S", 1, 0, "many");
    String invalid = create(definition, 1, false);
    given().delete("/v1/definitions/default/" + definition).then().statusCode(204);
    given()
        .contentType("application/json")
        .body("{\"directive\": \"start\"}")
        .post("/v1/batch-jobs/" + invalid + "/directives")
        .then()
        .statusCode(202);
    awaitNative(invalid, JobStatus.INVALID);
    assertThat(status(invalid)).isEqualTo("FAILED");
  }

  @Test
  void oneWithoutAnEndHasNoProgress() {
    String id = run("PT0.1S", 0, 1);
    Await.until("runs", () -> status(id).equals("RUNNING"));
    assertThat(watch(id, 250, 250).getMap("")).doesNotContainKey("progress");
    stop(id);
  }

  @Test
  void someFailuresAreNoFailureOfTheJob() {
    String id =
        start(
            START,
            Map.of(
                "failureRate",
                "{row.fails}",
                "locations",
                List.of(row("A", "PT0S", 0), row("B", "PT0S", 1), row("C", "PT0S", 0))));
    JsonPath job = finished(id);
    assertThat(job.getString("status")).isEqualTo("SUCCEEDED");
    assertThat(job.<String, Object>getMap("progress"))
        .isEqualTo(Map.of("$type", "BulkProgress", "remaining", 0, "successful", 2, "failed", 1));
    JsonPath response = call(FETCH, id(id)).extract().jsonPath();
    assertThat(response.getString("'$type'")).isEqualTo("LocationsBulkResponse");
    assertThat(response.getList("results")).hasSize(3);
    assertThat(response.getMap("results[0]")).isEqualTo(Map.of("place", "A"));
    assertThat(response.getString("results[1].suppressedException.message"))
        .contains("simulated failure");
    assertThat(response.getString("results[1].suppressedException.faultInfo.'$type'"))
        .isEqualTo("ProcessingFault");
    assertThat(response.getMap("results[2]")).isEqualTo(Map.of("place", "C"));
  }

  // --- stopJob

  @Test
  void aStoppedOneSucceedsWithWhatWasComputed() {
    String id = start(START, items("PT0S", "PT60S"));
    Await.until("one is done", () -> watch(id, 250, 250).getInt("progress.successful") == 1);
    running(id);
    JsonPath stopping = call(RUNTIME + "stopJob", id(id)).extract().jsonPath();
    assertThat(stopping.getString("id")).isEqualTo(id);
    assertThat(stopping.getString("status")).isEqualTo("STOPPING");
    JsonPath job = finished(id);
    assertThat(job.getString("status")).isEqualTo("SUCCEEDED");
    assertThat(job.getInt("progress.remaining")).isEqualTo(1);
    JsonPath response = call(FETCH, id(id)).extract().jsonPath();
    assertThat(response.getMap("results[0]")).isEqualTo(Map.of("place", "city 0"));
    assertThat(response.getString("results[1].suppressedException.message"))
        .isEqualTo("not calculated: the job was stopped before");
  }

  @Test
  void aStoppedOneOfWhichNothingWasComputedFails() {
    String id = start(START, items("PT60S"));
    running(id);
    assertThat(call(RUNTIME + "stopJob", id(id)).extract().<String>path("status"))
        .isEqualTo("STOPPING");
    assertThat(finished(id).getString("status")).isEqualTo("FAILED");
    fault(FETCH, id(id), 500, "ProcessingFault")
        .body("message", containsString("stopped before anything was calculated"));
  }

  @Test
  void aStopOfAFinishedOneAnswersTheUnchangedJob() {
    String id = run("PT0S", 1, 1);
    JsonPath job = finished(id);
    assertThat(call(RUNTIME + "stopJob", id(id)).extract().jsonPath().getMap(""))
        .isEqualTo(job.getMap(""));
    assertThat(status(id)).isEqualTo("SUCCEEDED");
  }

  // --- deleteJob

  @Test
  void aDeletedOneIsDeletedForAWhileAndThenUnknown() {
    String running = run("PT60S", 1, 1);
    running(running);
    String done = run("PT0S", 1, 1);
    finished(done);
    for (String id : List.of(running, done)) {
      assertThat(call(RUNTIME + "deleteJob", id(id)).extract().<String>path("status"))
          .isEqualTo("DELETED");
      Timed<JsonPath> watched = timed(() -> watch(id, 50_000, 50_000));
      assertThat(watched.value().getString("status")).isEqualTo("DELETED");
      assertThat(watched.took()).isLessThan(Duration.ofSeconds(30));
    }
    for (String operation : new String[] {"deleteJob", "stopJob"}) {
      assertThat(call(RUNTIME + operation, id(done)).extract().<String>path("status"))
          .isIn("DELETED", "UNKNOWN");
    }
    for (String id : List.of(running, done)) {
      awaitNative(id, JobStatus.DELETED);
      Await.until("it is forgotten", () -> status(id).equals("UNKNOWN"));
    }
  }

  // --- fetch

  @Test
  void resultsStandInTheOrderOfWhatWasAskedFor() {
    Map<String, Object> body =
        Map.of(
            "locations",
            IntStream.range(0, 20).mapToObj(n -> row("city " + n, "PT0S", 0)).toList());
    String id = start(START, body);
    finished(id);
    JsonPath response = call(FETCH, id(id)).extract().jsonPath();
    assertThat(response.getList("results.place"))
        .isEqualTo(IntStream.range(0, 20).mapToObj(n -> "city " + n).toList());
  }

  @Test
  void aFetchedOneIsForgottenAndDeletedUnlessItIsStartedAgain() {
    String fetched = start(START, items("PT0S"));
    String restarted = start(START, items("PT0S"));
    for (String id : List.of(fetched, restarted)) {
      finished(id);
      JsonPath first = call(FETCH, id(id)).extract().jsonPath();
      assertThat(status(id)).isIn("SUCCEEDED", "UNKNOWN");
      assertThat(first.getString("results[0].place")).isEqualTo("city 0");
    }
    String failed = start(START_ONE, Map.of("answer", "x", "failureRate", 1));
    finished(failed);
    fault(FETCH_ONE, id(failed), 500, "ProcessingFault");
    direct(restarted, "start");
    Await.until("it is forgotten", () -> status(fetched).equals("UNKNOWN"));
    Await.until("a fault is an answer", () -> status(failed).equals("UNKNOWN"));
    fault(FETCH, id(fetched), 400, "InvalidValueFault").body("message", equalTo("unknown id"));
    awaitNative(fetched, JobStatus.DELETED);
    assertThat(status(fetched)).as("deleted by the door, not by the user").isEqualTo("UNKNOWN");
    assertThat(finished(restarted).getString("status")).isEqualTo("SUCCEEDED");
    assertThat(nativeStatus(restarted)).isEqualTo("completed");
  }

  @Test
  void aFetchCanBeRepeatedWithinTheRetention() {
    String id = start(START, items("PT0S"));
    finished(id);
    String first = call(FETCH, id(id)).extract().asString();
    assertThat(call(FETCH, id(id)).extract().asString()).isEqualTo(first);
  }

  @Test
  void aResponseThatIsOneObjectIsGivenAsItIs() {
    String object = start(START_ONE, Map.of("answer", "{\"distances\": [1, 2]}"));
    finished(object);
    assertThat(call(FETCH_ONE, id(object)).extract().jsonPath().getMap(""))
        .isEqualTo(Map.of("distances", List.of(1, 2)));
    String text = start(START_ONE, Map.of("answer", "far"));
    finished(text);
    assertThat(call(FETCH_ONE, id(text)).extract().jsonPath().getMap(""))
        .isEqualTo(Map.of("$type", "DistanceMatrixResponse", "result", "far"));
  }

  @Test
  void aFetchOfAnotherTypeIsAFault() {
    String id = start(START, items("PT0S"));
    fault(FETCH_ONE, id(id), 400, "InvalidFetchTypeFault").body("faultInfo.jobId", equalTo(id));
  }

  @Test
  void aFetchBeforeTheEndIsAFault() {
    String id = start(START, items("PT60S"));
    fault(FETCH, id(id), 409, "InvalidRequestFault")
        .body("faultInfo.hint", containsString("watchJob"));
    stop(id);
  }

  @Test
  void aFetchOfAFailedOneSaysWhyItFailed() {
    String id = start(START_ONE, Map.of("answer", "x", "failureRate", 1));
    assertThat(finished(id).getString("status")).isEqualTo("FAILED");
    String reason = given().get("/v1/batch-jobs/" + id).path("failureReason");
    fault(FETCH_ONE, id(id), 500, "ProcessingFault")
        .body("message", equalTo(reason))
        .body("faultInfo.jobId", equalTo(id));
  }

  @Test
  void aFetchOfWhatIsNotThereIsAFault() {
    for (String id : new String[] {"nothing", OF_ANOTHER_TIME}) {
      fault(FETCH, id(id), 400, "InvalidValueFault")
          .body("message", equalTo("unknown id"))
          .body("faultInfo.parameter", equalTo("id"));
    }
  }

  // --- start

  @Test
  void theBodyOfAStartIsItsArguments() {
    Map<String, Object> body = new HashMap<>(items("PT0S"));
    body.putAll(
        Map.of(
            "$type",
            "SearchLocationsInBulkRequest",
            "requestProfile",
            Map.of("userLanguage", "de"),
            "storedProfile",
            "car",
            "userLogs",
            List.of("me"),
            "resultFields",
            Map.of("address", true),
            "seed",
            7));
    String id = start(START, body);
    given()
        .get("/v1/batch-jobs/" + id)
        .then()
        .body("definition", equalTo("default/xs-geocode"))
        .body("subJobsTotal", equalTo(1))
        .body("arguments", equalTo(Map.of("resultFields", Map.of("address", true), "seed", 7)))
        .body("requestedBy", equalTo("anonymous"));
    finished(id);
  }

  @Test
  void elementsThatAreNoObjectsAreValues() {
    String id =
        start(
            START,
            Map.of("duration", "PT0S", "output", "{row.value}", "locations", List.of("here", 7)));
    finished(id);
    assertThat(call(FETCH, id(id)).extract().jsonPath().getList("results"))
        .isEqualTo(List.of("here", "7"));
  }

  @Test
  void aStartWithoutItsElementsIsAFault() {
    fault(START, Map.of(), 400, "MissingParameterFault")
        .body("faultInfo.parameter", equalTo("locations"));
    fault(START, Map.of("locations", "here"), 400, "InvalidValueFault")
        .body("faultInfo.parameter", equalTo("locations"));
    fault(START, Map.of("locations", List.of()), 400, "InvalidValueFault")
        .body("message", containsString("must have 1 to 20 elements"));
    fault(
        START,
        Map.of("locations", IntStream.range(0, 21).boxed().toList()),
        400,
        "InvalidValueFault");
    fault(START, Map.of("locations", List.of(1, Map.of())), 400, "InvalidValueFault")
        .body("faultInfo.parameter", equalTo("locations[1]"));
    fault(START, Map.of("locations", List.of(Map.of(" ", 1))), 400, "InvalidValueFault")
        .body("message", containsString("a field has no name"));
  }

  @Test
  void aFullQueueIsAFault() {
    String running = start(START_SERIAL, Map.of());
    String queued = start(START_SERIAL, Map.of());
    fault(START_SERIAL, Map.of(), 429, "QueueOverflowFault");
    assertThat(status(queued)).isEqualTo("QUEUING");
    stop(queued);
    stop(running);
  }

  @Test
  void aDefinitionThatIsNotThereIsAServiceThatIsNotConfigured() {
    fault(RS + "XData/startNothing", Map.of(), 404, "ServiceNotConfiguredFault")
        .body("message", containsString("default/xs-nothing"));
  }

  // --- addresses, bodies, clients

  @Test
  void theVersionIsANumberExperimentalOrLeftOutAndEveryServiceKnowsItsJobs() {
    String id = run("PT0S", 1, 1);
    finished(id);
    for (String path :
        new String[] {
          "XRuntime/2.26", "XRuntime/experimental", "XRuntime", "XDima/2.26", "XTour", "XData/2"
        }) {
      for (String operation : new String[] {"/watchJob", "/watchJob/", "/stopJob", "/stopJob/"}) {
        call(RS + path + operation, id(id)).body("status", equalTo("SUCCEEDED"));
      }
    }
    call(RS + "XCluster/2.26/deleteJob", id(id)).body("status", equalTo("DELETED"));
  }

  @Test
  void whatIsNotThereIsAFault() {
    for (String path :
        new String[] {
          "XNothing/2.26/watchJob",
          "XNothing/2.26/stopJob",
          "XRuntime/latest/watchJob",
          "XRuntime/2.26/watchjob",
          "XRuntime/2.26/getRuntimeInformation",
          "XLocate/2.26/startPlanTours",
          "XLocate",
          "XRuntime/2.26/watchJob/now",
          ""
        }) {
      fault(RS + path, id("x"), 404, "ServiceNotConfiguredFault");
    }
    for (String method : new String[] {"GET", "PUT", "DELETE", "PATCH"}) {
      given()
          .request(method, RUNTIME + "watchJob")
          .then()
          .statusCode(405)
          .header("Allow", "POST")
          .contentType("application/json")
          .body("faultInfo.'$type'", equalTo("InvalidRequestFault"));
    }
    given().head(RUNTIME + "watchJob").then().statusCode(405);
  }

  @Test
  void bodiesThatCanNotBeReadAreFaults() {
    for (String operation : new String[] {"watchJob", "stopJob", "deleteJob"}) {
      String path = RUNTIME + operation;
      fault(path, Map.of(), 400, "MissingParameterFault")
          .body("faultInfo.parameter", equalTo("id"));
      given().post(path).then().statusCode(400);
      fault(path, Map.of("id", 7), 400, "InvalidValueFault")
          .body("faultInfo.parameter", equalTo("id"));
      fault(path, "{\"id\":", 400, "InvalidRequestFault");
      fault(path, "[]", 400, "InvalidRequestFault");
      fault(path, id("x".repeat(3000)), 413, "InvalidRequestFault");
    }
    fault(FETCH, Map.of(), 400, "MissingParameterFault");
  }

  @Test
  void plainClientsAreUnderstood() {
    String body = "{\"id\": \"x\", \"userLogs\": [], \"whatever\": 1}";
    given()
        .header("Accept", "*/*")
        .contentType("application/x-www-form-urlencoded")
        .body(body)
        .post(RUNTIME + "watchJob")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("status", equalTo("UNKNOWN"));
    given()
        .header("Accept", "text/html")
        .contentType("application/json; charset=utf-8")
        .auth()
        .preemptive()
        .basic("xtok", "0123")
        .body(body)
        .post(RUNTIME + "stopJob")
        .then()
        .statusCode(200)
        .contentType("application/json");
  }

  // --- asking

  private record Timed<T>(T value, Duration took) {}

  private static <T> Timed<T> timed(java.util.function.Supplier<T> call) {
    long began = System.nanoTime();
    T value = call.get();
    return new Timed<>(value, Duration.ofNanos(System.nanoTime() - began));
  }

  private static Map<String, Object> id(String id) {
    return Map.of("id", id);
  }

  private static ValidatableResponse call(String path, Object body) {
    return given()
        .contentType("application/json")
        .body(body)
        .post(path)
        .then()
        .statusCode(200)
        .contentType("application/json");
  }

  private static ValidatableResponse fault(String path, Object body, int status, String type) {
    return given()
        .contentType("application/json")
        .body(body)
        .post(path)
        .then()
        .statusCode(status)
        .contentType("application/json")
        .body("faultInfo.'$type'", equalTo(type));
  }

  private static String start(String path, Map<String, Object> body) {
    return call(path, body).body("status", equalTo("QUEUING")).extract().path("id");
  }

  private static Map<String, Object> items(String... durations) {
    return Map.of(
        "locations",
        IntStream.range(0, durations.length)
            .mapToObj(n -> row("city " + n, durations[n], 0))
            .toList());
  }

  private static Map<String, Object> row(String city, String duration, int fails) {
    return Map.of("city", city, "duration", duration, "fails", fails);
  }

  private static JsonPath watch(String id, int period, int longest) {
    return call(
            RUNTIME + "watchJob",
            Map.of("id", id, "progressUpdatePeriod", period, "maximumPollingPeriod", longest))
        .extract()
        .jsonPath();
  }

  private static String status(String id) {
    return watch(id, 250, 250).getString("status");
  }

  private static JsonPath finished(String id) {
    return Await.value(
        "it is finished",
        () -> watch(id, 250, 5000),
        job -> !List.of("QUEUING", "RUNNING", "STOPPING").contains(job.getString("status")));
  }

  /** Its first sub-job is at work, so that the next update is an operation's end. */
  private static void running(String id) {
    Await.until(
        "it runs",
        () -> given().get("/v1/batch-jobs/" + id).jsonPath().getInt("counts.running") > 0);
  }

  private static void stop(String id) {
    call(RUNTIME + "stopJob", id(id));
    finished(id);
  }

  // --- the native API

  /** One sub-job of so many operations, 0 without an end. */
  private static String run(String duration, int iterations, int subJobs) {
    return create(define(duration, iterations, null, "many"), subJobs, true);
  }

  private static String define(
      String duration, int iterations, Integer failuresToIgnore, String runs) {
    String name = "xs-" + UUID.randomUUID();
    put(name, duration, runs, failuresToIgnore, "done", iterations);
    return name;
  }

  private static void put(
      String name,
      String duration,
      String runs,
      Integer failuresToIgnore,
      String output,
      int iterations) {
    int status =
        given()
            .contentType("application/json")
            .body(
                """
                { "handler": "simulate", "runs": "%s", "iterations": %d, "failuresToIgnore": %s,
                  "operationTimeout": "PT10M", "parameters": { "duration": "%s", "output": "%s" },
                  "cases": [ { "id": "case" } ] }"""
                    .formatted(runs, iterations, failuresToIgnore, duration, output))
            .put("/v1/definitions/default/" + name)
            .statusCode();
    assertThat(status).isIn(200, 201);
  }

  private static String create(String definition, int subJobs, boolean start) {
    return given()
        .contentType("application/json")
        .body(Map.of("definition", "default/" + definition, "subJobs", subJobs, "start", start))
        .post("/v1/batch-jobs")
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  private static void direct(String id, String directive) {
    given()
        .contentType("application/json")
        .body(Map.of("directive", directive))
        .post("/v1/batch-jobs/" + id + "/directives")
        .then()
        .statusCode(202);
  }

  private static String nativeStatus(String id) {
    return given().get("/v1/batch-jobs/" + id).path("status");
  }

  private static void awaitNative(String id, JobStatus... wanted) {
    List<String> labels = Arrays.stream(wanted).map(JobStatus::label).toList();
    Await.until("it is " + labels, () -> labels.contains(nativeStatus(id)));
  }
}
