package dev.windlass.compat.voiceagent;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.windlass.testkit.Await;
import dev.windlass.testkit.WindlassServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What docs/compat/voiceagent.md lists, line by line. */
@QuarkusTest
@QuarkusTestResource(WindlassServers.class)
class VoiceAgentIT {
  private static final String ROOT = "/voice-agent-tester/v1";
  private static final String ID = "[0-9a-f]{32}";

  /** A turn lasts 50 ms here. */
  private static final int SHORT = 1;

  private static final int LONG = 600;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String fresh = "va-" + UUID.randomUUID().toString().substring(0, 8);

  // --- the JSON object

  @Test
  void aBatchJobHasTheMembersOfTheProductsPage() {
    long before = Instant.now().toEpochMilli();
    String job = batchJob(worker(1, testCase(SHORT)), "");
    assertThat(id(job)).matches(ID);
    JsonPath done = await(job, "completed");
    assertThat(done.getMap("").keySet())
        .containsExactly(
            "id",
            "startTime",
            "stopTime",
            "status",
            "concurrentJobs",
            "percentComplete",
            "subJobs");
    assertThat(done.getString("id")).isEqualTo(id(job));
    assertThat(done.getLong("startTime")).isBetween(before, Instant.now().toEpochMilli());
    assertThat(done.getLong("stopTime")).isBetween(done.getLong("startTime"), before + 600_000);
    assertThat(done.getInt("concurrentJobs")).as("one where nothing is said").isEqualTo(1);
    assertThat(done.<Object>get("percentComplete")).isInstanceOf(Number.class);
    assertThat(done.getDouble("percentComplete")).isEqualTo(100);
    assertThat(done.getList("subJobs")).hasSize(1);
    assertThat(done.getMap("subJobs[0]").keySet()).containsExactly("id", "status", "failures");
    assertThat(done.getString("subJobs[0].id")).matches(ID);
    assertThat(done.getString("subJobs[0].status")).isEqualTo("completed");
    assertThat(done.getInt("subJobs[0].failures")).isZero();
  }

  @Test
  void oneThatRunsHasNoStopTimeAndANumberOfPercent() {
    String job = batchJob(worker(1, testCase(SHORT), testCase(LONG)), "?concurrent=3");
    JsonPath half = await(job, "half is done", j -> j.getDouble("percentComplete") == 50);
    assertThat(half.getString("status")).isEqualTo("running");
    assertThat(half.getMap("")).containsKey("startTime").doesNotContainKey("stopTime");
    assertThat(half.getInt("concurrentJobs")).isEqualTo(3);
    assertThat(half.getList("subJobs.status")).containsOnly("running").hasSize(3);
    stop(job);
  }

  @Test
  void percentCompleteIsLeftOutForInfiniteIterations() {
    String worker = worker(0, testCase(SHORT));
    String job = batchJob(worker, "");
    JsonPath running = await(job, "running");
    assertThat(running.getMap("")).doesNotContainKey("percentComplete");
    String subJob = at(worker, "job/" + running.getString("subJobs[0].id"));
    assertThat(
            Await.value(
                    "it goes on",
                    PATIENCE,
                    () -> json(subJob),
                    j -> j.getInt("iterationNumber") > 1)
                .getMap(""))
        .doesNotContainKey("percentComplete");
    stop(job);
  }

  @Test
  void aSubJobIsSeenInFullByItsIdAndTakesNothingElse() {
    String first = testCase(SHORT);
    String second = testCase(LONG);
    String worker = worker(2, first, second);
    String job = batchJob(worker, "?concurrent=2");
    String id = await(job, "running").getString("subJobs[1].id");
    String subJob = at(worker, "job/" + id);
    JsonPath full =
        Await.value(
            "the second case", PATIENCE, () -> json(subJob), j -> j.getInt("caseNumber") == 1);
    assertThat(full.getMap("").keySet())
        .containsExactly(
            "id",
            "status",
            "startTime",
            "percentComplete",
            "iterationNumber",
            "caseNumber",
            "turnNumber",
            "casesExecuted",
            "currentCase",
            "workerUsed",
            "results");
    assertThat(full.getString("id")).isEqualTo(id);
    assertThat(full.getString("status")).isEqualTo("running");
    assertThat(full.getDouble("percentComplete")).isEqualTo(25);
    assertThat(full.getInt("iterationNumber")).isEqualTo(1);
    assertThat(full.getList("casesExecuted"))
        .isEqualTo(
            List.of(
                Map.of("caseId", first, "latestRev", "1", "statusDuringExecution", "unchanged")));
    assertThat(full.getString("currentCase")).isEqualTo(second);
    assertThat(full.getString("workerUsed.id")).isEqualTo(workerId(worker));
    assertThat(full.getList("workerUsed.cases.caseId")).containsExactly(first, second);
    assertThat(full.getMap("results"))
        .isEqualTo(Map.of("numberOfFailures", 0, "failures", List.of()));
    given().delete(ROOT + "/case/" + first).then().statusCode(200);
    assertThat(json(subJob).getString("casesExecuted[0].statusDuringExecution"))
        .isEqualTo("deleted");
    String text = "Job: " + id + " is a sub job for batch job: " + id(job);
    for (String verb : new String[] {"start", "stop", "pause", "unpause", "whatever"}) {
      refused(given().put(subJob + "/" + verb).then(), 400, text);
    }
    refused(given().delete(subJob).then(), 400, text);
    refused(given().post(subJob).then(), 400, text);
    refused(given().put(subJob).then(), 400, text);
    refused(given().patch(subJob).then(), 400, text);
    assertThat(json(subJob).getString("status")).isEqualTo("running");
    notFound(given().get(at(worker, "batchJob/" + id)).then());
    notFound(given().put(at(worker, "batchJob/" + id + "/stop")).then());
    stop(job);
  }

  @Test
  void failuresAreToldBySubJob() {
    String worker = others("simulate", "\"failureRate\": 1", "\"failuresToIgnore\": 2", 2);
    String job = batchJob(worker, "?concurrent=2");
    JsonPath done = await(job, "completed");
    assertThat(done.getList("subJobs.failures")).containsExactly(2, 2);
    JsonPath full = json(at(worker, "job/" + done.getString("subJobs[0].id")));
    assertThat(full.getInt("results.numberOfFailures")).isEqualTo(2);
    assertThat(full.getList("results.failures")).hasSize(2);
    assertThat(full.getMap("results.failures[0]").keySet())
        .containsExactly("time", "error", "testCaseID", "iteration");
    assertThat(full.getString("results.failures[0].error")).contains("simulated failure");
    assertThat(full.getString("results.failures[0].testCaseID")).isEqualTo("case1");
    assertThat(full.getInt("results.failures[0].iteration")).isEqualTo(1);
    assertThat(full.getLong("results.failures[0].time"))
        .isBetween(full.getLong("startTime"), Instant.now().toEpochMilli());
    assertThat(full.getMap(""))
        .as("cleared at the end")
        .doesNotContainKeys("percentComplete", "iterationNumber", "caseNumber", "currentCase");
  }

  // --- the eleven statuses

  @Test
  void createdIsOneThatWasNotStarted() {
    String worker = others("simulate", "\"duration\": \"PT0S\"", "\"iterations\": 1", 1);
    String job = nativeJob(worker, "\"subJobs\": 2, \"start\": false");
    JsonPath created = json(job);
    assertThat(created.getString("status")).isEqualTo("created");
    assertThat(created.getMap("")).doesNotContainKeys("startTime", "stopTime");
    assertThat(created.getDouble("percentComplete")).isZero();
    assertThat(created.getList("subJobs.status")).containsExactly("created", "created");
    refused(job, "stop", "Invalid status for stopping batch job. Job status: created");
    refused(job, "pause", "Invalid status for pausing batch job. Batch job status: created");
    refused(job, "unpause", "Invalid status for unpausing batch job. Batch job status: created");
    put(job, "start").statusCode(200);
    await(job, "completed");
  }

  @Test
  void createdIsAlsoOneThatWaitsForAnotherRun() {
    String worker = others("simulate", "\"duration\": \"PT30S\"", "\"runs\": \"one\"", 1);
    String first = batchJob(worker, "");
    await(first, "running");
    String second = batchJob(worker, "");
    assertThat(json(second).getString("status")).isEqualTo("created");
    assertThat(json(second).getList("subJobs.status")).containsOnly("created");
    refused(second, "start", "Invalid status for starting batch job. Batch job status: created");
    given()
        .post(at(worker, "batchJob"))
        .then()
        .statusCode(409)
        .contentType("text/plain")
        .body(containsString("runs under the same key"));
    given().delete(second).then().statusCode(200);
    notFound(given().get(second).then());
    stop(first);
  }

  @Test
  void startingIsOneOfWhichNothingRunsYet() {
    String worker = others("simulate", "\"duration\": \"PT0S\"", "\"queue\": \"idle\"", 1);
    String job = batchJob(worker, "?concurrent=2");
    JsonPath starting = json(job);
    assertThat(starting.getString("status")).isEqualTo("starting");
    assertThat(starting.getList("subJobs.status")).containsOnly("starting").hasSize(2);
    refused(job, "unpause", "Invalid status for unpausing batch job. Batch job status: starting");
    put(job, "pause").statusCode(200);
    JsonPath paused = await(job, "paused");
    assertThat(paused.getList("subJobs.status")).containsOnly("paused");
    refused(job, "stop", "Invalid status for stopping batch job. Job status: paused");
    put(job, "unpause").statusCode(200);
    assertThat(json(job).getString("status")).isEqualTo("starting");
    put(job, "stop").statusCode(200);
    await(job, "stopped");
  }

  @Test
  void reStartingIsOneThatRunsAndStartsWhenGivenTheChance() {
    String worker = stubborn();
    String job = batchJob(worker, "");
    JsonPath before = await(job, "running");
    put(job, "start?jobsPerSecond=1").statusCode(200);
    JsonPath again = json(job);
    assertThat(again.getString("status")).isEqualTo("re-starting");
    assertThat(again.getList("subJobs.status")).containsOnly("re-starting");
    assertThat(again.getLong("startTime"))
        .as("set anew")
        .isGreaterThan(before.getLong("startTime"));
    refused(job, "start", "Invalid status for starting batch job. Batch job status: re-starting");
    refused(
        job,
        "start?jobsPerSecond=2",
        "Invalid status for starting batch job. Batch job status: re-starting");
    refused(
        job, "unpause", "Invalid status for unpausing batch job. Batch job status: re-starting");
    StubbornHandler.open(fresh);
    await(job, "completed");
  }

  @Test
  void stoppingIsOneOfWhichSomethingRunsThatIsStopped() {
    String worker = stubborn();
    String job = batchJob(worker, "");
    await(job, "running");
    put(job, "stop").statusCode(200);
    JsonPath stopping = json(job);
    assertThat(stopping.getString("status")).isEqualTo("stopping");
    assertThat(stopping.getList("subJobs.status")).containsOnly("stopping");
    refused(job, "stop", "Invalid status for stopping batch job. Job status: stopping");
    refused(job, "pause", "Invalid status for pausing batch job. Batch job status: stopping");
    refused(job, "unpause", "Invalid status for unpausing batch job. Batch job status: stopping");
    StubbornHandler.open(fresh);
    await(job, "stopped");
  }

  @Test
  void invalidIsOneWhoseTestCaseWasDeleted() {
    String testCase = testCase(SHORT);
    String worker = worker(1, testCase(SHORT), testCase);
    String job = batchJob(worker, "");
    await(job, "completed");
    given().delete(ROOT + "/case/" + testCase).then().statusCode(200);
    assertThat(json(job).getString("status")).as("what ran is not changed").isEqualTo("completed");
    put(job, "start").statusCode(200);
    JsonPath invalid = await(job, "invalid");
    assertThat(invalid.getMap("")).doesNotContainKey("stopTime");
    assertThat(invalid.getList("subJobs.status")).containsExactly("invalid");
    JsonPath subJob = json(at(worker, "job/" + invalid.getString("subJobs[0].id")));
    assertThat(subJob.getString("results.failures[0].error"))
        .contains("test case " + testCase + " was deleted");
    assertThat(subJob.getString("casesExecuted[1].statusDuringExecution")).isEqualTo("deleted");
    await(batchJob(worker, ""), "invalid");
    refused(job, "stop", "Invalid status for stopping batch job. Job status: invalid");
  }

  @Test
  void invalidIsOneWhoseWorkerIsNotValid() {
    String worker = worker(1, testCase(SHORT));
    String job = batchJob(worker, "");
    await(job, "completed");
    given().delete("/v1/definitions/" + fresh + "/" + workerId(worker)).then().statusCode(204);
    put(job, "start").statusCode(200);
    await(job, "invalid");
    refused(
        given().post(at(worker, "batchJob")).then(),
        400,
        "Worker: " + workerId(worker) + " is not valid: its definition was deleted");
  }

  @Test
  void failedIsOneThatExceededTheFailuresToIgnore() {
    String worker = others("simulate", "\"failureRate\": 1", "\"failuresToIgnore\": 1", 3);
    JsonPath failed = await(batchJob(worker, ""), "failed");
    assertThat(failed.getLong("stopTime")).isPositive();
    assertThat(failed.getString("subJobs[0].status")).isEqualTo("failed");
    assertThat(failed.getInt("subJobs[0].failures")).isEqualTo(2);
    JsonPath full = json(at(worker, "job/" + failed.getString("subJobs[0].id")));
    assertThat(full.getList("casesExecuted.caseId")).containsExactly("case0", "case1");
    assertThat(full.getLong("stopTime")).isPositive();
    String never = others("simulate", "\"failureRate\": 1", "\"iterations\": 1", 3);
    await(batchJob(never, ""), "completed");
  }

  // --- the directives

  @Test
  void stopResetsTheData() {
    String job = batchJob(worker(1, testCase(SHORT), testCase(LONG)), "?concurrent=2");
    await(job, "half is done", j -> j.getDouble("percentComplete") == 50);
    put(job, "stop").statusCode(200).body(emptyString());
    JsonPath stopped = await(job, "stopped");
    assertThat(stopped.getDouble("percentComplete")).isZero();
    assertThat(stopped.getMap("")).doesNotContainKey("stopTime");
    assertThat(stopped.getList("subJobs.status")).containsOnly("stopped").hasSize(2);
    assertThat(stopped.getList("subJobs.failures")).containsOnly(0);
    refused(job, "stop", "Invalid status for stopping batch job. Job status: stopped");
    refused(job, "pause", "Invalid status for pausing batch job. Batch job status: stopped");
    put(job, "unpause").statusCode(200);
    await(job, "it starts from the beginning", j -> j.getDouble("percentComplete") == 50);
    stop(job);
  }

  @Test
  void startOfOneThatDoesNotRunBeginsFromTheBeginning() {
    String worker = others("simulate", "\"failureRate\": 1", "\"failuresToIgnore\": 0", 1);
    String job = batchJob(worker, "");
    JsonPath first = await(job, "failed");
    others("simulate", "\"duration\": \"PT30S\"", "\"failuresToIgnore\": 0", 1);
    put(job, "start").statusCode(200).body(emptyString());
    JsonPath again = await(job, "running");
    assertThat(again.getLong("startTime")).isGreaterThan(first.getLong("stopTime") - 1);
    assertThat(again.getMap("")).doesNotContainKey("stopTime");
    assertThat(again.getList("subJobs.failures")).containsExactly(0);
    stop(job);
  }

  @Test
  void startOfOneThatRunsBeginsAllFromTheBeginning() {
    String job = batchJob(worker(1, testCase(SHORT), testCase(LONG)), "?concurrent=2");
    JsonPath half = await(job, "half is done", j -> j.getDouble("percentComplete") == 50);
    put(job, "start").statusCode(200);
    JsonPath again =
        await(
            job,
            "half is done again",
            j ->
                j.getLong("startTime") > half.getLong("startTime")
                    && j.getDouble("percentComplete") == 50);
    assertThat(again.getString("status")).isEqualTo("running");
    stop(job);
  }

  @Test
  void pauseLetsTheTestThatRunsEndAndUnpauseGoesOnBehindIt() {
    String worker = worker(2, testCase(SHORT), testCase(40), testCase(SHORT));
    String job = batchJob(worker, "");
    String id = await(job, "running").getString("subJobs[0].id");
    put(job, "pause").statusCode(200).body(emptyString());
    JsonPath seen = json(job);
    assertThat(seen.getString("status")).isIn("pausing", "paused");
    await(job, "paused");
    JsonPath paused = json(at(worker, "job/" + id));
    assertThat(paused.getString("status")).isEqualTo("paused");
    int iteration = paused.getInt("iterationNumber");
    int next = paused.getInt("caseNumber");
    assertThat(paused.getDouble("percentComplete"))
        .as("whole cases only")
        .isEqualTo(Math.floor(((iteration - 1) * 3 + next) * 10_000.0 / 6) / 100)
        .isPositive();
    refused(job, "pause", "Invalid status for pausing batch job. Batch job status: paused");
    put(job, "unpause").statusCode(200).body(emptyString());
    JsonPath goesOn = json(at(worker, "job/" + id));
    assertThat(goesOn.getInt("iterationNumber")).isGreaterThanOrEqualTo(iteration);
    assertThat(goesOn.getDouble("percentComplete"))
        .isGreaterThanOrEqualTo(paused.getDouble("percentComplete"));
    await(job, "completed");
  }

  @Test
  void pausingIsOneWhoseTestsHaveNotEnded() {
    String worker = stubborn();
    String job = batchJob(worker, "");
    await(job, "running");
    put(job, "pause").statusCode(200);
    JsonPath pausing = json(job);
    assertThat(pausing.getString("status")).isEqualTo("pausing");
    assertThat(pausing.getList("subJobs.status")).containsOnly("pausing");
    refused(job, "pause", "Invalid status for pausing batch job. Batch job status: pausing");
    refused(job, "unpause", "Invalid status for unpausing batch job. Batch job status: pausing");
    put(job, "stop").statusCode(200);
    assertThat(json(job).getString("status")).isEqualTo("stopping");
    StubbornHandler.open(fresh);
    await(job, "stopped");
  }

  @Test
  void jobsPerSecondPacesACreateAStartAndAnUnpause() {
    String worker = worker(0, testCase(40));
    long created = System.nanoTime();
    String job = batchJob(worker, "?concurrent=3&jobsPerSecond=1");
    assertThat(secondsUntilAllRun(job, created)).as("the third begins").isGreaterThan(2);
    put(job, "pause?jobsPerSecond=nothing").statusCode(200);
    await(job, "paused");
    long unpaused = System.nanoTime();
    put(job, "unpause?jobsPerSecond=1").statusCode(200);
    assertThat(secondsUntilAllRun(job, unpaused)).isGreaterThan(2);
    stop(job);
    long started = System.nanoTime();
    put(job, "start?jobsPerSecond=1").statusCode(200);
    assertThat(secondsUntilAllRun(job, started)).isGreaterThan(2);
    stop(job);
  }

  @Test
  void jobsPerSecondHasNoEffectOnAStartOfWhatRuns() {
    String job = batchJob(worker(1, testCase(LONG)), "?concurrent=3");
    await(job, "all run", VoiceAgentIT::allRun);
    long epoch = json(job).getLong("startTime");
    put(job, "start?jobsPerSecond=1").statusCode(200);
    await(job, "all run again", j -> j.getLong("startTime") > epoch && allRun(j));
    given()
        .get("/v1/batch-jobs/" + Ids.batchJob(id(job)))
        .then()
        .body("pace", equalTo(null))
        .body("jobsPerSecond", equalTo(null));
    stop(job);
  }

  @Test
  void numbersThatCanNotBeAreRefusedInTheProductsWords() {
    String worker = worker(1, testCase(SHORT));
    String jobs = at(worker, "batchJob");
    for (String number : new String[] {"0", "-1", "10000001"}) {
      refused(
          given().post(jobs + "?concurrent=" + number).then(),
          406,
          "Received invalid concurrent value: " + number);
    }
    for (String number : new String[] {"0", "-1"}) {
      refused(
          given().post(jobs + "?jobsPerSecond=" + number).then(),
          406,
          "Received invalid jobsPerSecond value: " + number);
    }
    for (String none : new String[] {"?concurrent=x", "?concurrent=1.5", "?jobsPerSecond=x"}) {
      notFound(given().post(jobs + none).then());
    }
    String job = batchJob(worker, "");
    await(job, "completed");
    refused(job, "start?jobsPerSecond=0", "Received invalid jobsPerSecond value: 0");
    refused(job, "unpause?jobsPerSecond=-2", "Received invalid jobsPerSecond value: -2");
    refused(job, "pause", "Invalid status for pausing batch job. Batch job status: completed");
    notFound(put(job, "cancel"));
  }

  @Test
  void aBatchJobIsDeletedAlsoWhileItRuns() {
    String worker = stubborn();
    String job = batchJob(worker, "");
    String subJob = at(worker, "job/" + await(job, "running").getString("subJobs[0].id"));
    given().delete(job).then().statusCode(200).body(emptyString());
    notFound(given().get(job).then());
    notFound(given().get(subJob).then());
    notFound(given().delete(job).then());
    notFound(put(job, "start"));
    assertThat(json(at(worker, "")).getList("batchJobs")).isEmpty();
    StubbornHandler.open(fresh);
    Await.until(
        "it is gone altogether",
        PATIENCE,
        () ->
            given()
                .get("/v1/batch-jobs/" + Ids.batchJob(id(job)))
                .jsonPath()
                .getString("status")
                .equals("deleted"));
    notFound(given().get(job).then());
  }

  @Test
  void allJobsOrAllBatchJobsOfAWorkerAreDeletedTogether() {
    String worker = worker(1, testCase(LONG));
    List<String> batchJobs = List.of(batchJob(worker, ""), batchJob(worker, "?concurrent=2"));
    String job = job(worker);
    given().delete(at(worker, "batchJob")).then().statusCode(200).body(emptyString());
    batchJobs.forEach(gone -> notFound(given().get(gone).then()));
    assertThat(json(job).getString("id")).isEqualTo(id(job));
    given().delete(at(worker, "job")).then().statusCode(200);
    notFound(given().get(job).then());
    assertThat(json(at(worker, "")).getList("jobs")).isEmpty();
  }

  // --- single jobs

  @Test
  void aJobRunsOnceAndIsDirectedByItself() {
    String first = testCase(SHORT);
    String worker = worker(1, first, testCase(LONG));
    String job = job(worker);
    assertThat(id(job)).matches(ID);
    JsonPath running = await(job, "its second case", j -> j.getInt("caseNumber") == 1);
    assertThat(running.getString("status")).isEqualTo("running");
    assertThat(running.getDouble("percentComplete")).isEqualTo(50);
    assertThat(running.getList("casesExecuted.caseId")).containsExactly(first);
    refused(job, "unpause", "Invalid status for unpausing job. Job status: running");
    put(job, "stop").statusCode(200).body(emptyString());
    JsonPath stopped = await(job, "stopped");
    assertThat(stopped.getDouble("percentComplete")).isZero();
    assertThat(stopped.getInt("iterationNumber")).isEqualTo(1);
    assertThat(stopped.getInt("caseNumber")).isZero();
    assertThat(stopped.getList("casesExecuted")).isEmpty();
    refused(job, "stop", "Invalid status for stopping job. Job status: stopped");
    put(job, "start").statusCode(200);
    await(job, "its second case", j -> j.getInt("caseNumber") == 1);
    put(job, "pause").statusCode(200);
    assertThat(json(job).getString("status")).isEqualTo("pausing");
    put(job, "stop").statusCode(200);
    await(job, "stopped");
    notFound(given().get(at(worker, "batchJob/" + id(job))).then());
    notFound(put(job, "cancel"));
    given().put(job).then().statusCode(405);
    given().delete(job).then().statusCode(200);
    notFound(given().get(job).then());
  }

  @Test
  void aJobThatCompletedShowsTheEndAlone() {
    String worker = worker(2, testCase(SHORT));
    JsonPath done = await(job(worker), "completed");
    assertThat(done.getMap("").keySet())
        .containsExactly(
            "id", "status", "startTime", "stopTime", "casesExecuted", "workerUsed", "results");
    assertThat(done.getList("casesExecuted")).hasSize(1);
  }

  // --- workers and test cases

  @Test
  void aWorkerIsStoredReadChangedAndDeletedWithAllItsJobs() {
    String testCase = testCase(SHORT);
    String worker = worker(1, testCase);
    String batchJob = batchJob(worker, "");
    String job = job(worker);
    JsonPath read = json(at(worker, ""));
    assertThat(read.getMap("").keySet())
        .containsExactly(
            "id",
            "rev",
            "name",
            "description",
            "namespace",
            "iterations",
            "failuresToIgnore",
            "callDefinition",
            "cases",
            "jobs",
            "batchJobs");
    assertThat(read.getString("id")).isEqualTo(workerId(worker)).matches(ID);
    assertThat(read.getString("rev")).isEqualTo("1");
    assertThat(read.getString("callDefinition.tenantId")).isEqualTo("dummy");
    assertThat(read.getList("jobs")).isEqualTo(List.of(Map.of("jobID", id(job))));
    assertThat(read.getList("batchJobs")).isEqualTo(List.of(Map.of("jobID", id(batchJob))));
    assertThat(given().get(at(worker, "").substring(0, at(worker, "").length() - 1)).statusCode())
        .isEqualTo(200);
    await(batchJob, "completed");
    String path = ROOT + "/worker/" + workerId(worker);
    given()
        .body(workerBody(1, testCase(LONG)).replace("%ns%", ""))
        .put(path)
        .then()
        .statusCode(200);
    assertThat(json(path).getString("rev")).isEqualTo("2");
    put(batchJob, "start").statusCode(200);
    await(batchJob, "running");
    refused(
        given()
            .body(workerBody(1, testCase).replace("%ns%", "\"namespace\": \"" + fresh + "\","))
            .put(path)
            .then(),
        400,
        "namespace must be null: it can't be changed");
    given().delete(path).then().statusCode(200).body(emptyString());
    for (String gone : List.of(path, batchJob, job)) {
      notFound(given().get(gone).then());
    }
    notFound(given().delete(path).then());
    notFound(given().post(path + "/batchJob").then());
    notFound(given().body(workerBody(1, testCase).replace("%ns%", "")).put(path).then());
    given().get("/v1/definitions/" + fresh + "/" + workerId(worker)).then().statusCode(404);
    Await.until(
        "its batch job is gone",
        PATIENCE,
        () ->
            given()
                .get("/v1/batch-jobs/" + Ids.batchJob(id(batchJob)))
                .jsonPath()
                .getString("status")
                .equals("deleted"));
  }

  @Test
  void aWorkerNeedsTestCasesOfItsNamespace() {
    String elsewhere = create("case", caseBody(SHORT, "\"namespace\": \"" + fresh + "-b\","));
    for (String missing : new String[] {elsewhere, "none"}) {
      refused(
          given().body(inNamespace(workerBody(1, missing))).post(ROOT + "/worker").then(),
          400,
          "Test case: " + missing + " does not exist or namespace does not match with worker");
    }
  }

  @Test
  void aWorkerWithoutCasesIsKeptAndNotStarted() {
    String testCase = testCase(SHORT);
    String worker = worker(1, testCase);
    String batchJob = batchJob(worker, "");
    String job = job(worker);
    await(batchJob, "completed");
    await(job, "completed");
    String empty = workerBody(1).replace("%ns%", "");
    given().body(empty).put(ROOT + "/worker/" + workerId(worker)).then().statusCode(200);
    String text = "Can not %s from worker with empty cases array";
    refused(given().post(at(worker, "batchJob")).then(), 400, text.formatted("create batch job"));
    refused(given().post(at(worker, "job")).then(), 400, text.formatted("create job"));
    refused(put(batchJob, "start"), 400, text.formatted("start batch job"));
    refused(put(job, "start"), 400, text.formatted("start job"));
  }

  @Test
  void aTestCaseIsStoredReadChangedAndDeleted() {
    String id = testCase(SHORT);
    assertThat(id).matches(ID);
    String path = ROOT + "/case/" + id;
    JsonPath read = json(path);
    assertThat(read.getMap("").keySet())
        .containsExactly("id", "rev", "name", "description", "namespace", "turns");
    assertThat(read.getString("namespace")).isEqualTo(fresh);
    assertThat(read.getString("turns[0].receive.type")).isEqualTo("substring");
    String worker = worker(1, id);
    String job = batchJob(worker, "");
    await(job, "completed");
    given().body(caseBody(LONG, "")).put(path).then().statusCode(200).body(emptyString());
    assertThat(json(path).getString("rev")).isEqualTo("2");
    assertThat(json(path).getString("namespace")).isEqualTo(fresh);
    JsonPath subJob = json(at(worker, "job/" + json(job).getString("subJobs[0].id")));
    assertThat(subJob.getString("casesExecuted[0].statusDuringExecution")).isEqualTo("modified");
    put(job, "start").statusCode(200);
    await(job, "running the new one", VoiceAgentIT::allRun);
    stop(job);
    given().delete(path).then().statusCode(200).body(emptyString());
    notFound(given().get(path).then());
    notFound(given().delete(path).then());
    notFound(given().body(caseBody(SHORT, "")).put(path).then());
  }

  @Test
  void namespacesAreListedAndEmptied() {
    String testCase = testCase(SHORT);
    String worker = worker(1, testCase);
    String batchJob = batchJob(worker, "");
    given().get(ROOT + "/case?namespace=" + fresh).then().body("id", equalTo(List.of(testCase)));
    given()
        .get(ROOT + "/worker?namespace=" + fresh)
        .then()
        .body("id", equalTo(List.of(workerId(worker))))
        .body("[0].batchJobs.jobID", equalTo(List.of(id(batchJob))));
    String elsewhere = create("case", caseBody(SHORT, ""));
    given().get(ROOT + "/case").then().body("id", hasItem(elsewhere));
    given().delete(ROOT + "/worker?namespace=" + fresh).then().statusCode(200);
    given().get(ROOT + "/worker?namespace=" + fresh).then().body("", hasSize(0));
    notFound(given().get(batchJob).then());
    given().delete(ROOT + "/case?namespace=" + fresh).then().statusCode(200);
    given().get(ROOT + "/case?namespace=" + fresh).then().body("", hasSize(0));
    given().get(ROOT + "/case/" + elsewhere).then().statusCode(200);
    given().delete(ROOT + "/case/" + elsewhere).then().statusCode(200);
  }

  @Test
  void whatOthersMadeIsAWorkerTooAndKeptFromChanges() {
    String worker = others("simulate", "\"duration\": \"PT30S\"", "\"iterations\": 4", 1);
    String job = nativeJob(worker, "\"subJobs\": 3, \"maxConcurrent\": 2");
    JsonPath running = await(job, "running");
    assertThat(running.getInt("concurrentJobs")).isEqualTo(2);
    assertThat(running.getList("subJobs")).hasSize(3);
    given()
        .get(ROOT + "/worker/" + workerId(worker))
        .then()
        .statusCode(200)
        .body("id", equalTo(workerId(worker)))
        .body("namespace", equalTo("default"))
        .body("iterations", equalTo(4))
        .body("cases.caseId", equalTo(List.of("case0")))
        .body("batchJobs.jobID", equalTo(List.of(id(job))));
    given().get(ROOT + "/worker").then().body("id", hasItem(workerId(worker)));
    refused(
        given()
            .body(workerBody(1).replace("%ns%", ""))
            .put(ROOT + "/worker/" + workerId(worker))
            .then(),
        400,
        "Worker: " + workerId(worker) + " was not created here and can't be changed here");
    assertThat(json(job.replace(id(job), Ids.batchJob(id(job)).toString())).getString("id"))
        .as("dashes are read, too")
        .isEqualTo(id(job));
    given().delete(ROOT + "/worker/" + workerId(worker)).then().statusCode(200);
    given().get("/v1/definitions/default/" + workerId(worker)).then().statusCode(404);
    notFound(given().get(job).then());
  }

  @Test
  void moreThanAThousandSubJobsAreNotShown() {
    String worker = others("simulate", "\"duration\": \"PT0S\"", "\"iterations\": 1", 1);
    String job = nativeJob(worker, "\"subJobs\": 1500, \"start\": false");
    assertThat(json(job).getList("subJobs")).hasSize(1000);
    assertThat(json(job).getInt("concurrentJobs")).isEqualTo(1500);
  }

  // --- errors and plain clients

  @Test
  void whatIsNotThereIsAnEmpty404() {
    String worker = worker(1, testCase(SHORT));
    String job = batchJob(worker, "");
    String other = worker(1, testCase(SHORT));
    notFound(given().get(ROOT + "/worker/nobody").then());
    notFound(given().get(ROOT + "/worker/nobody/batchJob/" + id(job)).then());
    notFound(given().get(at(other, "batchJob/" + id(job))).then());
    notFound(given().get(at(other, "job/" + json(job).getString("subJobs[0].id"))).then());
    notFound(given().get(at(worker, "batchJob/nothing")).then());
    notFound(given().get(at(worker, "job/nothing")).then());
    notFound(given().get(at(worker, "job/" + id(job))).then());
    notFound(given().get(at(worker, "batchJob/01a2107339b981e7a9d98bfdf8000000")).then());
    notFound(given().get("/voice-agent-tester/v2/worker").then());
    notFound(given().get("/voice-agent-tester").then());
    await(job, "completed");
  }

  @Test
  void errorsAreText() {
    refused(given().post(ROOT + "/worker").then(), 400, "Body is required. Must not be null.");
    refused(
        given().body("{}").post(ROOT + "/case").then(),
        400,
        "name must be 1 to 50 characters\nturns must be 1 to 1000");
    given()
        .body("{\"name\":")
        .post(ROOT + "/case")
        .then()
        .statusCode(400)
        .contentType("text/plain")
        .body(startsWith("line 1"));
    given()
        .body(" ".repeat(100_001))
        .post(ROOT + "/case")
        .then()
        .statusCode(413)
        .contentType("text/plain");
    refused(given().patch(ROOT + "/case").then(), 405, "Method Not Allowed");
    refused(given().accept("application/xml").get(ROOT + "/case").then(), 406, "Not Acceptable");
  }

  @Test
  void everyAnswerHasTheProductsHeaders() {
    for (String path : new String[] {"/case", "/nothing", "/worker/nobody"}) {
      given()
          .get(ROOT + path)
          .then()
          .header("X-XSS-Protection", "1")
          .header("Content-Security-Policy", "default-src 'self';")
          .header("X-Content-Type-Options", "nosniff")
          .header("Cache-Control", containsString("no-store"))
          .header("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    }
    given().get("/v1/statistics").then().header("X-XSS-Protection", equalTo(null));
  }

  @Test
  void plainClientsAreUnderstood() {
    String body = caseBody(SHORT, "\"namespace\": \"" + fresh + "\",");
    for (String type :
        new String[] {
          "application/x-www-form-urlencoded", "application/json; charset=utf-8", "text/plain"
        }) {
      given()
          .header("Content-Type", type)
          .auth()
          .preemptive()
          .basic("defaultAdmin", "defaultPassword")
          .body(body)
          .post(ROOT + "/case/")
          .then()
          .statusCode(201)
          .contentType("application/json")
          .body("", not(anEmptyMap()));
    }
    given().header("Accept", "*/*").get(ROOT + "/case/").then().statusCode(200);
    given().head(ROOT + "/case").then().statusCode(200).body(emptyString());
    String worker = worker(1, testCase(SHORT));
    given()
        .header("Content-Type", "application/x-www-form-urlencoded")
        .post(at(worker, "batchJob") + "/?concurrent=1")
        .then()
        .statusCode(201);
  }

  @Test
  void theDoorOfTheSharedTestsFits() {
    VoiceAgentDoor door = new VoiceAgentDoor();
    door.at(io.restassured.RestAssured.port);
    String run = door.run(2, Duration.ZERO);
    Await.until("it is done", PATIENCE, () -> door.status(door.get(run)).equals("completed"));
    assertThat(door.done(door.get(run))).isEqualTo(2);
    assertThat(door.illegal(run).statusCode()).isEqualTo(door.illegalCode());
    assertThat(door.unknown().statusCode()).isEqualTo(door.unknownCode());
    assertThat(door.stop(run).statusCode()).isEqualTo(406);
    String worker = others("simulate", "\"duration\": \"PT0S\"", "\"iterations\": 1", 1);
    String job = nativeJob(worker, "\"subJobs\": 1");
    assertThat(
            door.get(
                    door.ofBatchJob(
                        "default/" + workerId(worker), Ids.batchJob(id(job)).toString()))
                .statusCode())
        .isEqualTo(200);
  }

  // --- asking

  private String testCase(int turns) {
    return create("case", caseBody(turns, "\"namespace\": \"" + fresh + "\","));
  }

  private static String caseBody(int turns, String more) {
    String turn =
        "{\"receive\": {\"type\": \"substring\", \"value\": \"Hi\"},"
            + " \"send\": {\"type\": \"string\", \"value\": \"Hello\"}}";
    return "{%s \"name\": \"greeting\", \"description\": \"Says hello\", \"turns\": [%s]}"
        .formatted(
            more, IntStream.range(0, turns).mapToObj(i -> turn).collect(Collectors.joining(",")));
  }

  /** Where the worker's things are, without a slash at the end. */
  private String worker(int iterations, String... cases) {
    return ROOT + "/worker/" + create("worker", inNamespace(workerBody(iterations, cases)));
  }

  private static String workerBody(int iterations, String... cases) {
    String refs =
        List.of(cases).stream()
            .map("{\"caseId\": \"%s\"}"::formatted)
            .collect(Collectors.joining(","));
    return """
        {%%ns%% "name": "caller", "description": "Calls", "iterations": %d, "failuresToIgnore": 0,
         "callDefinition": {"to": "sip:agent", "from": "sip:tester"}, "cases": [%s]}
        """
        .formatted(iterations, refs);
  }

  private String inNamespace(String body) {
    return body.replace("%ns%", "\"namespace\": \"" + fresh + "\",");
  }

  private static String create(String what, String body) {
    return given()
        .contentType("application/json")
        .body(body)
        .post(ROOT + "/" + what)
        .then()
        .statusCode(201)
        .contentType("application/json")
        .extract()
        .path("id");
  }

  /** A definition that the native API made, or changed. */
  private String others(String handler, String parameters, String more, int cases) {
    String ids =
        IntStream.range(0, cases)
            .mapToObj("{\"id\": \"case%d\"}"::formatted)
            .collect(Collectors.joining(","));
    int status =
        given()
            .contentType("application/json")
            .body(
                "{\"handler\": \"%s\", \"parameters\": {%s}, %s, \"cases\": [%s]}"
                    .formatted(handler, parameters, more, ids))
            .put("/v1/definitions/default/" + fresh)
            .statusCode();
    assertThat(status).isBetween(200, 201);
    return ROOT + "/worker/" + fresh;
  }

  private String stubborn() {
    return others("stubborn", "\"gate\": \"" + fresh + "\"", "\"iterations\": 1", 1);
  }

  private static String nativeJob(String worker, String how) {
    String id =
        given()
            .contentType("application/json")
            .body("{\"definition\": \"default/%s\", %s}".formatted(workerId(worker), how))
            .post("/v1/batch-jobs")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    return at(worker, "batchJob/" + id.replace("-", ""));
  }

  private static String batchJob(String worker, String query) {
    return created(worker, "batchJob", query);
  }

  private static String job(String worker) {
    return created(worker, "job", "");
  }

  private static String created(String worker, String kind, String query) {
    String id =
        given()
            .post(at(worker, kind) + query)
            .then()
            .statusCode(201)
            .contentType("application/json")
            .extract()
            .path("id");
    return at(worker, kind + "/" + id);
  }

  private static String at(String worker, String what) {
    return worker + "/" + what;
  }

  private static String id(String job) {
    return job.substring(job.lastIndexOf('/') + 1);
  }

  private static String workerId(String worker) {
    return id(worker);
  }

  private static JsonPath json(String path) {
    return given()
        .get(path)
        .then()
        .statusCode(200)
        .contentType("application/json")
        .extract()
        .jsonPath();
  }

  private static ValidatableResponse put(String job, String verb) {
    return given().put(job + "/" + verb).then();
  }

  private static void stop(String job) {
    put(job, "stop").statusCode(200);
    await(job, "stopped");
  }

  private static JsonPath await(String job, String status) {
    return await(job, status, j -> status.equals(j.getString("status")));
  }

  private static JsonPath await(String job, String what, Predicate<JsonPath> wanted) {
    return Await.value(what, PATIENCE, () -> json(job), wanted);
  }

  private static boolean allRun(JsonPath job) {
    return job.<String>getList("subJobs.status").stream().allMatch("running"::equals);
  }

  private static double secondsUntilAllRun(String job, long since) {
    await(job, "all run", VoiceAgentIT::allRun);
    return (System.nanoTime() - since) / 1e9;
  }

  private static void refused(String job, String verb, String text) {
    refused(put(job, verb), 406, text);
  }

  private static void refused(ValidatableResponse answer, int status, String text) {
    answer.statusCode(status).contentType("text/plain").body(equalTo(text));
  }

  private static void notFound(ValidatableResponse answer) {
    answer.statusCode(404).body(emptyString());
  }
}
