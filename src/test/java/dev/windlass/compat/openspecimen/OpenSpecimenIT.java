package dev.windlass.compat.openspecimen;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.windlass.access.KeyHash;
import dev.windlass.job.JobStatus;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.CopiedBatchJobs;
import dev.windlass.testkit.TestServers;
import dev.windlass.testkit.WindlassServers;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docs/compat/openspecimen.md lists, line by line. */
@QuarkusTest
@QuarkusTestResource(WindlassServers.class)
class OpenSpecimenIT {
  private static final String BASE = "/scheduled-jobs";
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final String QUERY = OpenSpecimenSettings.QUERY;
  private static final int BURIED = 200;
  private static final DateTimeFormatter COMPACT =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  @Inject AgroalDataSource dataSource;

  private final String task = "os-" + UUID.randomUUID();
  private final String name = "job " + UUID.randomUUID();

  @BeforeEach
  void ready() {
    Await.until("ready", PATIENCE, () -> given().get("/q/health/ready").statusCode() == 200);
  }

  // --- logging in

  /** What is kept would be an administrator's session on the day when security is switched on. */
  @Test
  void whoLogsInWithoutSecurityGetsATokenThatIsKeptNowhere() throws SQLException {
    String token =
        given()
            .contentType("application/json")
            .body("{\"loginName\": \"ana\", \"password\": \"any\"}")
            .post("/sessions")
            .then()
            .statusCode(200)
            .extract()
            .path("token");
    given().header("X-OS-API-TOKEN", token).get(BASE).then().statusCode(200);
    try (Connection connection = TestServers.get().connect();
        PreparedStatement kept =
            connection.prepareStatement("select 1 from api_key where hash = ?")) {
      kept.setString(1, KeyHash.of(token).hex());
      assertThat(kept.executeQuery().next()).isFalse();
    }
  }

  // --- run now

  @Test
  void aRunIsAnsweredWithTheDetailsOfItsScheduledJob() {
    long job = job(quick());
    ValidatableResponse answer = run(job, "{\"args\": \"one two\"}");
    answer
        .contentType("application/json")
        .body("id", equalTo((int) job))
        .body("name", equalTo(name))
        .body("repeatSchedule", equalTo("ONDEMAND"))
        .body("status", nullValue());
    assertThat(answer.extract().header("Location"))
        .endsWith(BASE + "/" + job + "/runs/" + only(job));
  }

  @Test
  void argsReachTheOperationsAsAWholeAndWordByWord() {
    long job = job(quick());
    long run = started(job, "{\"args\": \"one two\"}");
    awaitEnd(job, run).body("rtArgs", equalTo("one two"));
    assertThat(
            given()
                .get("/v1/batch-jobs/" + batchJob(run))
                .jsonPath()
                .<String, Object>getMap("arguments"))
        .isEqualTo(Map.of("args", "one two", "arg1", "one", "arg2", "two"));
    assertThat(resultFile(job, run)).contains("0,completed,two,");
  }

  @Test
  void argsMayBeEmptyAndTheBodyMayBeMissing() {
    long job = job(quick());
    for (String body : new String[] {null, "", " ", "{}", "{\"args\": \"\"}", "{\"args\": null}"}) {
      long run = started(job, body);
      awaitEnd(job, run).body("status", equalTo("SUCCEEDED")).body("rtArgs", nullValue());
    }
  }

  @Test
  void fixedArgsStandWhereARunBringsNone() {
    define("PT0S", 0, null);
    long job = create(onDemand(", \"fixedArgs\": \"fixed words\""));
    awaitEnd(job, started(job, null)).body("rtArgs", equalTo("fixed words"));
    awaitEnd(job, started(job, "{\"args\": \"mine\"}")).body("rtArgs", equalTo("mine"));
  }

  @Test
  void aPostWhileARunIsInProgressMakesNoSecondOne() {
    long job = job(slow());
    long run = started(job, null);
    run(job, null).body("id", equalTo((int) job)).header("Location", nullValue());
    assertThat(only(job)).isEqualTo(run);
    stop(run);
    awaitEnd(job, run);
    assertThat(started(job, null)).as("it may run again").isGreaterThan(run);
    stop(runs(job).getLong("[0].id"));
  }

  @Test
  void aJobWhoseDefinitionMayOverlapRunsOnceAtATimeAllTheSame() {
    put(task, "PT30S", 0, null, 1, "many");
    long job = create(onDemand(""));
    long run = started(job, null);
    run(job, null).body("id", equalTo((int) job)).header("Location", nullValue());
    assertThat(only(job)).isEqualTo(run);
    stop(run);
    awaitEnd(job, run);
  }

  @Test
  void aJobThatIsNotActiveSilentlyDoesNotRun() {
    define("PT0S", 0, null);
    long past = Instant.now().minusSeconds(60).toEpochMilli();
    long future = Instant.now().plusSeconds(600).toEpochMilli();
    for (String inactive :
        List.of(
            ", \"activityStatus\": \"Disabled\"",
            ", \"startDate\": " + future,
            ", \"startDate\": 1000, \"endDate\": " + past)) {
      long job = create(onDemand(inactive).replace(name, name + inactive.hashCode()));
      run(job, null).body("isActiveJob", equalTo(false));
      assertThat(runs(job).getList("")).isEmpty();
    }
  }

  @Test
  void aBodyThatCannotBeReadIsAnInvalidRequest() {
    long job = job(quick());
    for (String body : List.of("{\"args\":", "[]", "{\"args\": {}}", "{\"args\":\"\\u0000\"}")) {
      refused(given().body(body).post(BASE + "/" + job + "/runs"), 400, "INVALID_REQUEST");
      refused(given().body("[" + body).post(BASE), 400, "INVALID_REQUEST");
    }
    refused(given().body("x".repeat(70_000)).post(BASE), 413, "INVALID_REQUEST");
    refused(given().post(BASE), 400, "INVALID_REQUEST");
    assertThat(runs(job).getList("")).isEmpty();
  }

  // --- runs

  @Test
  void aRunThatSucceededHasItsTimesAndWhoRanIt() {
    long job = job(quick());
    Instant before = Instant.now();
    long run = started(job, null);
    JsonPath ended = awaitEnd(job, run).extract().jsonPath();
    assertThat(ended.getMap("").keySet())
        .isEqualTo(
            Set.of(
                "id",
                "jobId",
                "jobName",
                "startedAt",
                "finishedAt",
                "status",
                "logFilePath",
                "runBy"));
    assertThat(ended.getLong("jobId")).isEqualTo(job);
    assertThat(ended.getString("jobName")).isEqualTo(name);
    assertThat(ended.getString("status")).isEqualTo("SUCCEEDED");
    assertThat(ended.getLong("startedAt")).isGreaterThanOrEqualTo(before.toEpochMilli());
    assertThat(ended.getLong("finishedAt")).isGreaterThanOrEqualTo(ended.getLong("startedAt"));
    assertThat(ended.getString("runBy.loginName")).isEqualTo("anonymous");
    assertThat(ended.getString("logFilePath")).endsWith("_" + run + ".csv");
  }

  @Test
  void aRunThatExecutesIsInProgress() {
    long job = job(slow());
    long run = started(job, null);
    JsonPath running = get(job, run).statusCode(200).extract().jsonPath();
    assertThat(running.getString("status")).isEqualTo("IN_PROGRESS");
    assertThat(running.getMap("").keySet())
        .doesNotContain("finishedAt", "message", "logFilePath")
        .contains("startedAt");
    Await.until("it runs", () -> "running".equals(status(run)));
    get(job, run).body("status", equalTo("IN_PROGRESS"));
    stop(run);
  }

  @Test
  void aRunThatIsPausedIsStillInProgress() {
    define("PT0.2S", 0, null, 1000);
    long job = create(onDemand(""));
    long run = started(job, null);
    Await.until("it runs", () -> "running".equals(status(run)));
    direct(run, "pause");
    Await.until("it is paused", () -> "paused".equals(status(run)));
    get(job, run).body("status", equalTo("IN_PROGRESS")).body("finishedAt", nullValue());
    run(job, null).header("Location", nullValue());
    stop(run);
  }

  @Test
  void aRunThatWasStoppedFailedAndSaysSo() {
    long job = job(slow());
    long run = started(job, null);
    Await.until("it runs", () -> "running".equals(status(run)));
    stop(run);
    awaitEnd(job, run)
        .body("status", equalTo("FAILED"))
        .body("message", equalTo("The run was stopped"))
        .body("logFilePath", nullValue());
    refused(
        given().get(BASE + "/" + job + "/runs/" + run + "/result-file"),
        400,
        "SCHEDULED_JOB_RESULT_DATA_FILE_NOT_FOUND");
  }

  @Test
  void aRunThatEndedWithErrorsFailedAndSaysWhy() {
    define("PT0S", 1, 0);
    long job = create(onDemand(""));
    awaitEnd(job, started(job, null))
        .body("status", equalTo("FAILED"))
        .body("message", containsString("1 of 1"));
  }

  @Test
  void oneErrorIsEnoughAlsoWhereTheBatchJobTakesItAsCompleted() {
    define("PT0S", 1, 5);
    long job = create(onDemand(""));
    long run = started(job, null);
    awaitEnd(job, run)
        .body("status", equalTo("FAILED"))
        .body("message", equalTo("1 of 1 operations failed"));
    assertThat(status(run)).isEqualTo("completed");
    assertThat(runs(job, "status", "SUCCEEDED").getList("")).isEmpty();
    assertThat(runs(job, "status", "FAILED").getList("id")).containsExactly((int) run);
    assertThat(resultFile(job, run)).startsWith("index,status,result,error\r\n0,completed,,");
  }

  @Test
  void whatWaitsOrWasDeletedHasNoRunRecord() {
    long job = job(slow());
    long running = started(job, null);
    String queued = nativeRun(", \"onOverlap\": \"queue-one\"");
    String parked = nativeRun(", \"start\": false");
    for (String waiting : List.of(queued, parked)) {
      assertThat(only(job)).isEqualTo(running);
      get(job, number(waiting)).statusCode(400);
    }
    stop(running);
    Await.until("the one that waited runs", () -> runs(job).getList("id").size() == 2);
    stop(number(queued));
    awaitEnd(job, number(queued));
    given().delete("/v1/batch-jobs/" + queued).then().statusCode(202);
    Await.until("its record is gone", () -> runs(job).getList("id").equals(List.of((int) running)));
    refused(
        given().get(BASE + "/" + job + "/runs/" + number(queued)),
        400,
        "SCHEDULED_JOB_JOB_RUN_NOT_FOUND");
  }

  @Test
  void runsThatOthersStartedAreSeenButNotThoseOfAnotherScheduledJob() {
    long one = job(quick());
    long other = create(onDemand("").replace(name, "other " + name));
    long mine = started(one, null);
    awaitEnd(one, mine);
    long foreign = number(nativeRun(""));
    awaitEnd(one, foreign).body("status", equalTo("SUCCEEDED"));
    assertThat(runs(one).getList("id")).containsExactly((int) foreign, (int) mine);
    assertThat(runs(other).getList("id")).containsExactly((int) foreign);
    refused(
        given().get(BASE + "/" + other + "/runs/" + mine), 400, "SCHEDULED_JOB_JOB_RUN_NOT_FOUND");
    refused(
        given().get(BASE + "/" + other + "/runs/" + mine + "/result-file"),
        400,
        "SCHEDULED_JOB_JOB_RUN_NOT_FOUND");
  }

  @Test
  void runsOfTheFormerTaskAreStillRunsOfTheJob() {
    long job = job(quick());
    long run = started(job, null);
    awaitEnd(job, run);
    String next = task + "b";
    put(next, "PT0S", 0, null, 1, "one");
    given()
        .body(onDemand("").replace(task, next))
        .put(BASE + "/" + job)
        .then()
        .statusCode(200)
        .body("taskImplFqn", equalTo(next));
    assertThat(runs(job).getList("id")).containsExactly((int) run);
  }

  @Test
  void runsAreListedNewestFirstByStatusAndAtMostSoMany() {
    long job = job(quick());
    long[] run = new long[3];
    for (int i = 0; i < run.length; i++) {
      run[i] = started(job, null);
      awaitEnd(job, run[i]);
    }
    assertThat(runs(job).getList("id"))
        .as("max-results of the configuration")
        .containsExactly((int) run[2], (int) run[1]);
    assertThat(runs(job, "maxResults", "1").getList("id")).containsExactly((int) run[2]);
    assertThat(runs(job, "status", "SUCCEEDED", "maxResults", "1").getList("id"))
        .containsExactly((int) run[2]);
    assertThat(runs(job, "status", "IN_PROGRESS").getList("")).isEmpty();
    assertThat(runs(job, "status", "", "fromDate", "", "toDate", "").getList("id")).hasSize(2);
    for (String[] bad :
        new String[][] {
          {"status", "RUNNING"},
          {"status", "failed"},
          {"fromDate", "2022"},
          {"toDate", "tomorrow"},
          {"maxResults", "0"},
          {"maxResults", "many"}
        }) {
      refused(
          given().queryParam(bad[0], bad[1]).get(BASE + "/" + job + "/runs"),
          400,
          "INVALID_REQUEST");
    }
  }

  @Test
  void runsAreListedFromADateToADate() {
    long job = job(quick());
    long run = started(job, null);
    Instant start =
        Instant.ofEpochMilli(awaitEnd(job, run).extract().jsonPath().getLong("startedAt"));
    List<Integer> found = List.of((int) run);
    List<Integer> nothing = List.of();
    String today =
        LocalDate.ofInstant(start, ZoneOffset.UTC).format(DateTimeFormatter.BASIC_ISO_DATE);
    String tomorrow =
        LocalDate.ofInstant(start, ZoneOffset.UTC)
            .plusDays(1)
            .format(DateTimeFormatter.BASIC_ISO_DATE);
    assertThat(runs(job, "fromDate", today, "toDate", tomorrow).getList("id")).isEqualTo(found);
    assertThat(runs(job, "fromDate", tomorrow).getList("id")).isEqualTo(nothing);
    assertThat(runs(job, "toDate", today).getList("id"))
        .as("a date alone is its beginning")
        .isEqualTo(nothing);
    assertThat(runs(job, "fromDate", COMPACT.format(start)).getList("id")).isEqualTo(found);
    assertThat(runs(job, "fromDate", COMPACT.format(start.plusSeconds(1))).getList("id"))
        .isEqualTo(nothing);
    assertThat(runs(job, "toDate", COMPACT.format(start.plusSeconds(1))).getList("id"))
        .isEqualTo(found);
    assertThat(runs(job, "fromDate", start.toString(), "toDate", start.toString()).getList("id"))
        .as("both ends are in")
        .isEqualTo(found);
    assertThat(runs(job, "fromDate", start.plusMillis(1).toString()).getList("id"))
        .isEqualTo(nothing);
    assertThat(runs(job, "toDate", start.minusMillis(1).toString()).getList("id"))
        .isEqualTo(nothing);
    assertThat(runs(job, "fromDate", "1970-01-01 00:00").getList("id")).isEqualTo(found);
  }

  // --- result files

  @Test
  void theResultFileOfASavedQueryIsACsvWithALinePerSubJob() {
    put(QUERY, "PT0S", 0, null, 1, "one");
    long job =
        create(
            """
            { "name": "%s", "type": "QUERY", "savedQuery": { "id": 42, "title": "Visits" },
              "repeatSchedule": "ONDEMAND" }
            """
                .formatted(name));
    given().get(BASE + "/" + job).then().body("savedQuery.id", equalTo(42));
    long run = started(job, "{\"args\": \"a b,c\"}");
    awaitEnd(job, run);
    Response file = given().get(BASE + "/" + job + "/runs/" + run + "/result-file");
    file.then()
        .statusCode(200)
        .contentType("text/csv")
        .header(
            "Content-Disposition",
            equalTo("attachment;filename=\"scheduled_query_42_" + run + ".csv\""));
    assertThat(file.asString())
        .isEqualTo(
            """
            index,status,result,error
            0,completed,"b,c",
            1,completed,"b,c",
            2,completed,"b,c",
            """
                .replace("\n", "\r\n"));
    given()
        .head(BASE + "/" + job + "/runs/" + run + "/result-file")
        .then()
        .statusCode(200)
        .header("Content-Disposition", containsString("scheduled_query_42_"));
  }

  @Test
  void aResultFileIsNotAvailableBeforeTheEnd() {
    long job = job(slow());
    long run = started(job, null);
    refused(
        given().get(BASE + "/" + job + "/runs/" + run + "/result-file"),
        400,
        "SCHEDULED_JOB_RESULT_DATA_FILE_NOT_AVAILABLE");
    refused(
        given().get(BASE + "/" + job + "/runs/0/result-file"),
        400,
        "SCHEDULED_JOB_JOB_RUN_NOT_FOUND");
    stop(run);
  }

  // --- jobs

  @Test
  void aJobIsCreatedReadAndReplaced() {
    define("PT0S", 0, null);
    long job =
        create(
            """
            { "name": "%s", "type": "INTERNAL", "taskImplFqn": "%s", "repeatSchedule": "WEEKLY",
              "scheduledDayOfWeek": "SUNDAY", "scheduledHour": 23, "scheduledMinute": 5,
              "fixedArgs": "a b", "rtArgsProvided": true, "rtArgsHelpText": "two words",
              "runAs": { "id": 7, "loginName": "ana" }, "recipients": [ { "emailAddress": "a@b" } ],
              "sharedWith": [ { "id": 3 } ], "startDate": 1000, "endDate": 4102444800000 }
            """
                .formatted(name, task));
    String read = given().get(BASE + "/" + job).then().statusCode(200).extract().asString();
    JsonPath detail = JsonPath.from(read);
    assertThat(detail.getMap("").keySet())
        .isEqualTo(
            Set.of(
                "id",
                "name",
                "createdBy",
                "startDate",
                "endDate",
                "scheduledHour",
                "scheduledMinute",
                "scheduledDayOfWeek",
                "nextRunOn",
                "activityStatus",
                "repeatSchedule",
                "type",
                "taskImplFqn",
                "fixedArgs",
                "runAs",
                "recipients",
                "sharedWith",
                "isActiveJob",
                "rtArgsProvided",
                "rtArgsHelpText"));
    assertThat(detail.getString("createdBy.loginName")).isEqualTo("anonymous");
    assertThat(detail.getString("activityStatus")).isEqualTo("Active");
    assertThat(detail.getBoolean("isActiveJob")).isTrue();
    assertThat(detail.getLong("startDate")).isEqualTo(1000);
    assertThat(detail.getLong("endDate")).isEqualTo(4102444800000L);
    Instant next = Instant.ofEpochMilli(detail.getLong("nextRunOn"));
    assertThat(next.atOffset(ZoneOffset.UTC).toLocalTime()).hasToString("23:05");
    assertThat(next.atOffset(ZoneOffset.UTC).getDayOfWeek()).hasToString("SUNDAY");
    assertThat(given().body(read).put(BASE + "/" + job).then().statusCode(200).extract().asString())
        .as("what was read can be sent back")
        .isEqualTo(read);
    given()
        .body(read.replace("WEEKLY", "ONDEMAND"))
        .put(BASE + "/" + job)
        .then()
        .statusCode(200)
        .body("repeatSchedule", equalTo("ONDEMAND"))
        .body("nextRunOn", nullValue())
        .body("scheduledHour", nullValue())
        .body("scheduledMinute", nullValue())
        .body("scheduledDayOfWeek", nullValue());
    schedule(job).statusCode(404);
  }

  @Test
  void aJobFiresByANativeScheduleThatIsPausedWhileItIsDisabled() {
    define("PT0S", 0, null);
    String body = daily("");
    long job = create(body);
    schedule(job)
        .statusCode(200)
        .body("cron", equalTo("30 2 * * *"))
        .body("timeZone", equalTo("UTC"))
        .body("onOverlap", equalTo("skip"))
        .body("onMisfire", equalTo("skip"))
        .body("paused", equalTo(false))
        .body("batchJob.definition", equalTo("default/" + task))
        .body("batchJob.labels.'scheduled-job'", equalTo(Long.toString(job)));
    given()
        .body(daily(", \"activityStatus\": \"Disabled\""))
        .put(BASE + "/" + job)
        .then()
        .statusCode(200)
        .body("activityStatus", equalTo("Disabled"))
        .body("isActiveJob", equalTo(false))
        .body("nextRunOn", nullValue());
    schedule(job).body("paused", equalTo(true));
    given().body(body).put(BASE + "/" + job).then().body("nextRunOn", greaterThan(0L));
    schedule(job).body("paused", equalTo(false));
    given()
        .body(daily(", \"startDate\": 1000, \"endDate\": 1000"))
        .put(BASE + "/" + job)
        .then()
        .statusCode(200);
    schedule(job).statusCode(404);
  }

  @Test
  void aJobRunsAgainAndAgainByTheClock() {
    define("PT0S", 0, null);
    long begin = Instant.now().minusSeconds(50).toEpochMilli();
    long job =
        create(
            """
            { "name": "%s", "type": "INTERNAL", "taskImplFqn": "%s", "fixedArgs": "by time",
              "repeatSchedule": "MINUTELY", "startDate": %d }
            """
                .formatted(name, task, begin));
    given()
        .get(BASE + "/" + job)
        .then()
        .body("nextRunOn", equalTo(begin + 60_000))
        .body("minutelyInterval", equalTo(1))
        .body("scheduledMinute", equalTo(0));
    Await.until(
        "it has run", PATIENCE, () -> runs(job, "status", "SUCCEEDED").getList("id").size() == 1);
    JsonPath run = runs(job);
    assertThat(run.getString("[0].runBy.loginName")).isEqualTo("schedule scheduled-job-" + job);
    assertThat(run.getString("[0].rtArgs")).isEqualTo("by time");
    assertThat(run.getLong("[0].startedAt")).isGreaterThanOrEqualTo(begin + 60_000);
    given().get(BASE + "/" + job).then().body("nextRunOn", equalTo(begin + 120_000));
    assertThat(listed(job)).containsEntry("lastRunOn", run.getLong("[0].startedAt"));
    given().delete(BASE + "/" + job).then().statusCode(200);
  }

  @Test
  void aTimedRunIsGivenUpWhileAnotherIsInProgress() {
    define("PT30S", 0, null);
    long job = create(onDemand(""));
    long run = started(job, null);
    long begin = Instant.now().minusSeconds(50).toEpochMilli();
    given()
        .body(onDemand(", \"startDate\": " + begin).replace("ONDEMAND", "MINUTELY"))
        .put(BASE + "/" + job)
        .then()
        .statusCode(200);
    Await.until(
        "its time has come and gone",
        PATIENCE,
        () ->
            given()
                    .get("/v1/schedules/scheduled-job-" + job + "/runs")
                    .jsonPath()
                    .getList("items")
                    .size()
                == 1);
    Await.until(
        "the schedule goes on",
        () -> given().get(BASE + "/" + job).jsonPath().getLong("nextRunOn") == begin + 120_000);
    assertThat(runs(job).getList("id")).containsExactly((int) run);
    given().delete(BASE + "/" + job).then().statusCode(200);
    stop(run);
  }

  @Test
  void aDeletedJobIsDisabledItsNameFreeAndItsRunsCanBeRead() {
    define("PT0S", 0, null);
    long job = create(daily(""));
    long run = started(job, null);
    awaitEnd(job, run);
    given()
        .delete(BASE + "/" + job)
        .then()
        .statusCode(200)
        .body("activityStatus", equalTo("Disabled"))
        .body("name", containsString(name + "_"));
    schedule(job).statusCode(404);
    given().get(BASE + "/" + job).then().statusCode(200).body("isActiveJob", equalTo(false));
    assertThat(runs(job).getList("id")).containsExactly((int) run);
    assertThat(resultFile(job, run)).startsWith("index,");
    run(job, null).header("Location", nullValue());
    refused(given().delete(BASE + "/" + job), 400, "SCHEDULED_JOB_NOT_FOUND");
    refused(given().body(daily("")).put(BASE + "/" + job), 400, "SCHEDULED_JOB_NOT_FOUND");
    assertThat(given().queryParam("query", name).get(BASE).jsonPath().getList("")).isEmpty();
    assertThat(create(daily(""))).isNotEqualTo(job);
  }

  @Test
  void aNameIsTakenOnce() {
    define("PT0S", 0, null);
    long job = create(onDemand(""));
    refused(given().body(onDemand("")).post(BASE), 400, "SCHEDULED_JOB_DUP_JOB_NAME");
    refused(
        given().body(onDemand("").replace(name, name.toUpperCase())).post(BASE),
        400,
        "SCHEDULED_JOB_DUP_JOB_NAME");
    long other = create(onDemand("").replace(name, "b " + name));
    refused(given().body(onDemand("")).put(BASE + "/" + other), 400, "SCHEDULED_JOB_DUP_JOB_NAME");
    given()
        .body(onDemand("").replace(name, "c " + name))
        .put(BASE + "/" + job)
        .then()
        .statusCode(200);
    given().body(onDemand("")).put(BASE + "/" + other).then().statusCode(200);
  }

  @Test
  void jobsAreListedAndCounted() {
    define("PT0S", 0, null);
    long[] job = new long[3];
    for (int i = 0; i < job.length; i++) {
      job[i] = create(onDemand("").replace(name, name + " " + i));
    }
    assertThat(list("query", name.toUpperCase()).getList("id"))
        .as("max-results of the configuration")
        .containsExactly((int) job[0], (int) job[1]);
    assertThat(list("query", name, "startAt", "2").getList("id")).containsExactly((int) job[2]);
    assertThat(list("query", name, "maxResults", "1").getList("id")).containsExactly((int) job[0]);
    assertThat(list("query", name, "type", "QUERY").getList("id")).isEmpty();
    assertThat(list("query", name, "type", "INTERNAL").getList("id")).hasSize(2);
    given()
        .queryParam("query", name)
        .get(BASE + "/count")
        .then()
        .statusCode(200)
        .body("count", equalTo(3));
    given()
        .queryParam("query", name)
        .queryParam("type", "QUERY")
        .get(BASE + "/count")
        .then()
        .body("count", equalTo(0));
    assertThat(list("query", name).getMap("[0]")).doesNotContainKey("lastRunOn");
    refused(given().queryParam("type", "OTHER").get(BASE), 400, "SCHEDULED_JOB_INVALID_TYPE");
    refused(given().queryParam("startAt", "-1").get(BASE), 400, "INVALID_REQUEST");
    refused(given().queryParam("maxResults", "x").get(BASE), 400, "INVALID_REQUEST");
  }

  @Test
  void onlyAListSaysWhenAJobRanLast() {
    long job = job(quick());
    assertThat(listed(job)).doesNotContainKey("lastRunOn");
    long run = started(job, null);
    long start = awaitEnd(job, run).extract().jsonPath().getLong("startedAt");
    assertThat(listed(job)).containsEntry("lastRunOn", start);
    given().get(BASE + "/" + job).then().body("lastRunOn", nullValue());
  }

  /** Other jobs may have run the same definition without end. */
  @Test
  void aListAsksLittleOfEachJobWhereverItsLastRunIs() throws SQLException {
    long job = job(quick());
    long run = started(job, null);
    long start = awaitEnd(job, run).extract().jsonPath().getLong("startedAt");
    String batchJob = batchJob(run);
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      CopiedBatchJobs.of(UUID.fromString(batchJob), BURIED, connection);
      statement.executeUpdate(
          ("update batch_job set definition = '%s', labels = '{\"scheduled-job\": \"0\"}',"
                  + " created_at = created_at + interval '2 days' where definition = 'copy'"
                  + " and labels ? 'copy' and namespace = 'default'")
              .formatted(task));
      try {
        long before = dataSource.getMetrics().acquireCount();
        assertThat(listed(job)).containsEntry("lastRunOn", start);
        assertThat(dataSource.getMetrics().acquireCount() - before).isLessThan(BURIED / 2);
      } finally {
        statement.executeUpdate(
            "delete from batch_job where definition = '%s' and id <> '%s'"
                .formatted(task, batchJob));
      }
    }
  }

  @Test
  void aTaskIsADefinition() {
    refused(given().body(onDemand("")).post(BASE), 400, "SCHEDULED_JOB_INVALID_TASK_IMPL_FQN");
    for (String query : List.of("43", "99", "\"x\"")) {
      refused(
          given()
              .body(
                  """
                  { "name": "%s", "type": "QUERY", "savedQuery": { "id": %s },
                    "repeatSchedule": "ONDEMAND" }
                  """
                      .formatted(name, query))
              .post(BASE),
          400,
          "SCHEDULED_JOB_QUERY_REQ");
    }
    refused(
        given().body(onDemand("").replace("INTERNAL", "EXTERNAL")).post(BASE),
        400,
        "SCHEDULED_JOB_EXT_TASK_FORBIDDEN");
  }

  @Test
  void aTaskThatIsGoneSaysSoWhenItIsRun() {
    long job = job(quick());
    given().delete("/v1/definitions/default/" + task).then().statusCode(204);
    refused(given().post(BASE + "/" + job + "/runs"), 400, "SCHEDULED_JOB_INVALID_TASK_IMPL_FQN");
    given().get(BASE + "/" + job).then().statusCode(200);
  }

  @Test
  void severalErrorsAreOneArray() {
    given()
        .body("{\"repeatSchedule\": \"DAILY\"}")
        .post(BASE)
        .then()
        .statusCode(400)
        .contentType("application/json")
        .body("code", hasItem("SCHEDULED_JOB_NAME_REQUIRED"))
        .body("code", hasItem("SCHEDULED_JOB_INVALID_TYPE"))
        .body("code", hasItem("SCHEDULED_JOB_INVALID_SCHEDULED_TIME"));
  }

  // --- plain clients, other doors

  @Test
  void whatIsUnknownIsABadRequest() {
    for (String path : List.of("/0", "/0/runs", "/0/runs/0", "/0/runs/0/result-file")) {
      refused(given().get(BASE + path), 400, "SCHEDULED_JOB_NOT_FOUND");
    }
    refused(given().post(BASE + "/0/runs"), 400, "SCHEDULED_JOB_NOT_FOUND");
    refused(given().delete(BASE + "/0"), 400, "SCHEDULED_JOB_NOT_FOUND");
    refused(given().body("{}").put(BASE + "/0"), 400, "SCHEDULED_JOB_NOT_FOUND");
    refused(given().get(BASE + "/nightly"), 400, "INVALID_REQUEST");
    long job = job(quick());
    refused(given().get(BASE + "/" + job + "/runs/0"), 400, "SCHEDULED_JOB_JOB_RUN_NOT_FOUND");
    refused(given().get(BASE + "/" + job + "/runs/x"), 400, "INVALID_REQUEST");
  }

  @Test
  void whatIsNoAddressOrMethodIsRefusedInTheSameForm() {
    long job = job(quick());
    refused(given().get(BASE + "/" + job + "/other"), 404, "INVALID_REQUEST");
    refused(given().get("/openspecimen/rest/ng/sites"), 404, "INVALID_REQUEST");
    refused(given().get("/rest/ng/scheduled-jobs/1/2/3/4"), 404, "INVALID_REQUEST");
    refused(given().post("/rest/ng/users"), 404, "INVALID_REQUEST");
    refused(given().delete(BASE + "/" + job + "/runs/1"), 405, "INVALID_REQUEST");
    refused(given().patch("/rest/ng/scheduled-jobs/" + job), 405, "INVALID_REQUEST");
    given()
        .get("/scheduled-jobs-other")
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
  }

  @Test
  void everyPrefixOfTheProductLeadsHere() {
    long job = job(quick());
    long run = started(job, null);
    awaitEnd(job, run);
    for (String prefix : List.of("", "/rest/ng", "/openspecimen/rest/ng")) {
      String at = prefix + BASE;
      given()
          .queryParam("query", name + " & =")
          .get(at)
          .then()
          .statusCode(200)
          .body("size()", equalTo(0));
      given().queryParam("query", name).get(at + "/count").then().body("count", equalTo(1));
      given().get(at + "/" + job).then().statusCode(200).body("name", equalTo(name));
      given().get(at + "/" + job + "/runs").then().body("size()", greaterThan(0));
      given().get(at + "/" + job + "/runs/" + run).then().statusCode(200);
      given().get(at + "/" + job + "/runs/" + run + "/result-file").then().statusCode(200);
      given()
          .post(at + "/" + job + "/runs")
          .then()
          .statusCode(200)
          .body("name", equalTo(name))
          .header("Location", startsWith(at + "/" + job + "/runs/"));
      given().body(onDemand("")).put(at + "/" + job).then().statusCode(200);
      refused(given().post(at), 400, "INVALID_REQUEST");
      refused(given().delete(at + "/0"), 400, "SCHEDULED_JOB_NOT_FOUND");
      awaitIdle(job);
    }
  }

  @Test
  void plainClientsAreUnderstood() {
    long job = job(quick());
    given().header("Accept", "*/*").get(BASE + "/" + job + "/").then().statusCode(200);
    given().get(BASE + "/").then().statusCode(200);
    given().head(BASE + "/" + job).then().statusCode(200);
    given()
        .contentType("application/x-www-form-urlencoded")
        .body("{\"args\": \"by form\"}")
        .post(BASE + "/" + job + "/runs/")
        .then()
        .statusCode(200)
        .contentType("application/json");
    awaitIdle(job);
    assertThat(runs(job).getString("[0].rtArgs")).isEqualTo("by form");
    given()
        .contentType("application/json; charset=utf-8")
        .header("X-OS-API-TOKEN", "nobody asks for it")
        .auth()
        .preemptive()
        .basic("ana", "secret")
        .body("{}")
        .post(BASE + "/" + job + "/runs")
        .then()
        .statusCode(200);
    awaitIdle(job);
  }

  @Test
  void theDoorOfTheContractShowsWhatItSays() {
    OpenSpecimenDoor door = new OpenSpecimenDoor();
    door.at(RestAssured.port);
    String run = door.run(2, Duration.ZERO);
    Await.until(
        "it succeeded", () -> door.status(door.get(run)).equals(door.shown(JobStatus.COMPLETED)));
    String slow = door.run(1, Duration.ofSeconds(30));
    assertThat(door.status(door.get(slow))).isEqualTo(door.shown(JobStatus.RUNNING));
    assertThat(door.unknown().statusCode()).isEqualTo(door.unknownCode());
    assertThat(door.illegal(run).statusCode()).isEqualTo(door.illegalCode());
    stop(Long.parseLong(slow.substring(slow.lastIndexOf('/') + 1)));
    define("PT0S", 0, null);
    String batchJob = nativeRun("");
    String seen = door.ofBatchJob("default/" + task, batchJob);
    Await.until(
        "it is seen", () -> door.status(door.get(seen)).equals(door.shown(JobStatus.COMPLETED)));
    String parked = door.ofBatchJob("default/" + task, nativeRun(", \"start\": false"));
    assertThat(door.status(door.get(parked))).isEqualTo(door.shown(JobStatus.CREATED));
  }

  // --- asking

  private Runnable quick() {
    return () -> define("PT0S", 0, null);
  }

  private Runnable slow() {
    return () -> define("PT30S", 0, null);
  }

  private long job(Runnable definition) {
    definition.run();
    return create(onDemand(""));
  }

  private void define(String duration, double failureRate, Integer ignored) {
    define(duration, failureRate, ignored, 1);
  }

  private void define(String duration, double failureRate, Integer ignored, int iterations) {
    put(task, duration, failureRate, ignored, iterations, "one");
  }

  private static void put(
      String name, String duration, double failureRate, Integer ignored, int times, String runs) {
    given()
        .contentType("application/json")
        .body(
            """
            { "handler": "simulate", "runs": "%s", "iterations": %d, "failuresToIgnore": %s,
              "parameters": { "duration": "%s", "failureRate": %s, "arg2": "none" },
              "cases": [ { "id": "case", "parameters": { "output": "{parameters.arg2}" } } ] }
            """
                .formatted(runs, times, ignored, duration, failureRate))
        .put("/v1/definitions/default/" + name)
        .then()
        .statusCode(201);
  }

  private String onDemand(String more) {
    return """
        { "name": "%s", "type": "INTERNAL", "taskImplFqn": "%s", "repeatSchedule": "ONDEMAND"%s }
        """
        .formatted(name, task, more);
  }

  private String daily(String more) {
    return """
        { "name": "%s", "type": "INTERNAL", "taskImplFqn": "%s", "repeatSchedule": "DAILY",
          "scheduledHour": 2, "scheduledMinute": 30%s }
        """
        .formatted(name, task, more);
  }

  private static long create(String body) {
    return given()
        .contentType("application/json")
        .body(body)
        .post(BASE)
        .then()
        .statusCode(200)
        .contentType("application/json")
        .extract()
        .jsonPath()
        .getLong("id");
  }

  private static ValidatableResponse run(long job, String body) {
    var request = given();
    if (body != null) {
      request.contentType("application/json").body(body);
    }
    return request.post(BASE + "/" + job + "/runs").then().statusCode(200);
  }

  private static long started(long job, String body) {
    String location = run(job, body).extract().header("Location");
    assertThat(location).as("a run was made").isNotNull();
    return Long.parseLong(location.substring(location.lastIndexOf('/') + 1));
  }

  private static ValidatableResponse get(long job, long run) {
    return given().get(BASE + "/" + job + "/runs/" + run).then();
  }

  private static ValidatableResponse awaitEnd(long job, long run) {
    Await.until(
        "run " + run + " ends",
        () -> get(job, run).statusCode(200).extract().jsonPath().get("finishedAt") != null);
    return get(job, run);
  }

  private static void awaitIdle(long job) {
    Await.until("no run goes on", () -> runs(job, "status", "IN_PROGRESS").getList("").isEmpty());
  }

  private static JsonPath runs(long job, String... query) {
    return read(BASE + "/" + job + "/runs", query);
  }

  private static JsonPath list(String... query) {
    return read(BASE, query);
  }

  private static JsonPath read(String path, String... query) {
    var request = given();
    for (int i = 0; i < query.length; i += 2) {
      request.queryParam(query[i], query[i + 1]);
    }
    return request.get(path).then().statusCode(200).extract().jsonPath();
  }

  /** As the list has it. */
  private Map<String, Object> listed(long job) {
    Map<String, Object> found = list("query", name).getMap("[0]");
    assertThat(found).containsEntry("id", (int) job);
    return found;
  }

  private static long only(long job) {
    List<Number> ids = runs(job).getList("id");
    assertThat(ids).hasSize(1);
    return ids.getFirst().longValue();
  }

  private static String resultFile(long job, long run) {
    return given()
        .get(BASE + "/" + job + "/runs/" + run + "/result-file")
        .then()
        .statusCode(200)
        .contentType("text/csv")
        .extract()
        .asString();
  }

  private static void refused(Response answer, int status, String code) {
    answer
        .then()
        .statusCode(status)
        .contentType("application/json")
        .body("size()", equalTo(1))
        .body("[0].code", equalTo(code))
        .body("[0].message", not(nullValue()));
  }

  // --- the native side

  private static ValidatableResponse schedule(long job) {
    return given().get("/v1/schedules/scheduled-job-" + job).then();
  }

  private String nativeRun(String more) {
    return given()
        .contentType("application/json")
        .body("{ \"definition\": \"default/" + task + "\", \"subJobs\": 1" + more + " }")
        .post("/v1/batch-jobs")
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  private static long number(String batchJob) {
    return given().get("/v1/batch-jobs/" + batchJob).jsonPath().getLong("number");
  }

  private static JsonPath item(long run) {
    List<Map<String, Object>> items =
        given().queryParam("limit", 1000).get("/v1/batch-jobs").jsonPath().getList("items");
    Map<String, Object> found =
        items.stream()
            .filter(item -> ((Number) item.get("number")).longValue() == run)
            .findFirst()
            .orElseThrow();
    return given().get("/v1/batch-jobs/" + found.get("id")).jsonPath();
  }

  private static String batchJob(long run) {
    return item(run).getString("id");
  }

  private static String status(long run) {
    return item(run).getString("status");
  }

  private static void direct(long run, String directive) {
    given()
        .contentType("application/json")
        .body("{ \"directive\": \"" + directive + "\" }")
        .post("/v1/batch-jobs/" + batchJob(run) + "/directives")
        .then()
        .statusCode(202);
  }

  private static void stop(long run) {
    direct(run, "stop");
  }
}
