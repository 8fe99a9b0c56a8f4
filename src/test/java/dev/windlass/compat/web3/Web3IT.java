package dev.windlass.compat.web3;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.windlass.control.Documents;
import dev.windlass.job.JobId;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.WindlassServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.path.xml.XmlPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docs/compat/web3.md lists, line by line. */
@QuarkusTest
@QuarkusTestResource(WindlassServers.class)
class Web3IT {
  private static final String SORTABLE = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";
  private static final String ISO = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
  private static final String LONG = "{ \"duration\": \"PT20S\" }";
  private static final String SHORT = "{ \"duration\": \"PT0S\", \"output\": \"done\" }";

  private static boolean decides;

  @Inject Documents documents;

  private final String map = "tm-" + UUID.randomUUID().toString().substring(0, 8);
  private final String jobs = "/topicmaps/" + map + "/jobs";

  /** The first directive after the start may be decided late, and then nobody knows of it yet. */
  @BeforeEach
  void theCoordinatorDecides() {
    if (!decides) {
      given()
          .contentType("application/json")
          .body("{ \"handler\": \"simulate\", \"cases\": [ { \"id\": \"case\" } ] }")
          .put("/v1/definitions/tm-warm/import");
      Await.until(
          "a job is created",
          Duration.ofMinutes(1),
          () ->
              plain()
                      .contentType("application/xml")
                      .body("<Job Type='Import'/>")
                      .post("/topicmaps/tm-warm/jobs")
                      .statusCode()
                  == 201);
      decides = true;
    }
  }

  // --- creating, starting

  @Test
  void aNewJobIsParkedUnlessItsStatusIsQueued() {
    define("import", SHORT);
    ValidatableResponse created =
        post("<Job Type='Import'><Parameters>File=a.xtm;Mode=x</Parameters></Job>")
            .statusCode(201)
            .contentType("application/xml")
            .body("JobStatus.@Type", equalTo("Import"))
            .body("JobStatus.@Status", equalTo("Created"))
            .body("JobStatus.Parameters", equalTo("File=a.xtm;Mode=x"))
            .body("JobStatus.Identity", equalTo("anonymous"))
            .body("JobStatus.Created", matchesPattern(SORTABLE))
            .body("JobStatus.Updated", matchesPattern(SORTABLE))
            .body("JobStatus.Progress.Count", equalTo("0"));
    String id = created.extract().path("JobStatus.Id");
    String address = RestAssured.baseURI + ":" + RestAssured.port + jobs + "/" + id;
    created.body("JobStatus.@Address", equalTo(address)).header("Location", equalTo(address));
    XmlPath job = given().get(address).xmlPath();
    assertThat(job.getString("JobStatus.@Status")).isEqualTo("Created");
    assertThat(names(job)).doesNotContain("WorkerId", "StatusMessage", "Completed");
    given()
        .get("/v1/batch-jobs/" + id)
        .then()
        .body("status", equalTo("created"))
        .body("definition", equalTo(map + "/import"))
        .body("arguments", equalTo(Map.of("File", "a.xtm", "Mode", "x")));
  }

  @Test
  void aJobThatIsQueuedRunsToItsEnd() {
    define("export", SHORT);
    String id =
        json("{\"JobType\": 3, \"Status\": 1, \"Parameters\": \"a=b\"}")
            .statusCode(201)
            .contentType("application/json")
            .body("JobType", equalTo(3))
            .extract()
            .path("Id");
    JsonPath done = await(id, 3);
    assertThat(done.getInt("JobType")).isEqualTo(3);
    assertThat(done.getString("Parameters")).isEqualTo("a=b");
    assertThat(done.getInt("Progress.Count")).isEqualTo(1);
    assertThat(done.getInt("Progress.Target")).isEqualTo(1);
    for (String date : List.of("Created", "Updated", "Completed", "Progress.Started")) {
      assertThat(done.getString(date)).as(date).matches(ISO);
    }
    assertThat(done.<Map<String, String>>getList("JobData"))
        .containsExactly(
            Map.of(
                "Id",
                "result",
                "Address",
                RestAssured.baseURI + ":" + RestAssured.port + "/v1/batch-jobs/" + id + "/result",
                "ContentType",
                "text/csv",
                "Name",
                id + ".csv"));
  }

  @Test
  void statusQueuedStartsAParkedOne() {
    define("import", SHORT);
    String id = created("<Job Type='Import' Status='Created'/>");
    put(id, "<Job Status='Queued'/>").statusCode(200).body("JobStatus.Id", equalTo(id));
    await(id, 3);
  }

  @Test
  void everyTypeHasItsDefinition() {
    Map<String, Integer> types =
        Map.of("Import", 2, "Export", 3, "SchemaSync", 4, "Transaction", 1);
    List.of("import", "export", "schema-sync", "transaction").forEach(d -> define(d, SHORT));
    types.forEach(
        (name, number) -> {
          String id = created("<Job Type='" + name + "'/>");
          get(id).body("JobStatus.@Type", equalTo(name));
          getJson(id).body("JobType", equalTo(number));
        });
    post("<Job Type='TopicMapTransaction'/>")
        .statusCode(201)
        .body("JobStatus.@Type", equalTo("Transaction"));
  }

  @Test
  void aTypeWithoutADefinitionSaysWhichIsMissing() {
    define("import", SHORT);
    post("<Job Type='Export'/>")
        .statusCode(400)
        .body("Error.@Code", equalTo("invalid-request"))
        .body("Error.Message", containsString("there is no " + map + "/export"))
        .body("Error.Message", containsString("windlass.web3.definitions.export"));
  }

  @Test
  void whatCannotBeAskedForIsRefused() {
    define("import", SHORT);
    for (String job :
        List.of(
            "<Job Type='Null'/>",
            "<Job Type='Import' Status='Completed'/>",
            "<Job Type='Import' Status='Unknown'/>",
            "<Job Type='Import'><Parameters>a;b</Parameters></Job>",
            "<Job Status='Queued'/>",
            "<Job",
            "")) {
      post(job).statusCode(400).contentType("application/xml");
    }
    for (String job :
        List.of(
            "{\"JobType\": 0}",
            "{\"JobType\": 2, \"Status\": 2}",
            "{\"JobType\": 2, \"Status\": 99}",
            "{")) {
      json(job)
          .statusCode(400)
          .contentType("application/json")
          .body("Code", not(emptyOrNullString()));
    }
    given()
        .contentType("image/png")
        .body(new byte[] {1})
        .post(jobs)
        .then()
        .statusCode(415)
        .body("Error.@Code", equalTo("unsupported-media-type"));
    post("<Job><Parameters>a=" + "x".repeat(70_000) + "</Parameters></Job>")
        .statusCode(413)
        .body("Error.@Code", equalTo("body-too-large"));
    given().get(jobs).then().body("Jobs.JobStatus.size()", equalTo(0));
  }

  @Test
  void anEntityOfAFileDoesNotComeIntoAJob() {
    define("import", SHORT);
    post("<!DOCTYPE Job [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
            + "<Job Type='Import'><Parameters>a=&x;</Parameters></Job>")
        .statusCode(400)
        .body("Error.Message", equalTo("a document type is not read here"));
    given().get(jobs).then().body("Jobs.JobStatus.size()", equalTo(0));
  }

  // --- the representation

  @Test
  void jsonHasItsMembersInTheOrderOfTheSeed() throws Exception {
    define("import", SHORT);
    String id = created("<Job Type='Import'/>");
    String text = getJson(id).extract().asString();
    assertThat(new ObjectMapper().readValue(text, LinkedHashMap.class).keySet())
        .containsExactly(
            "Id",
            "Address",
            "Identity",
            "WorkerId",
            "StatusMessage",
            "Created",
            "Updated",
            "Completed",
            "Progress",
            "JobData",
            "JobType",
            "Status",
            "Parameters");
  }

  @Test
  void xmlHasItsElementsInTheOrderOfTheSeed() {
    define("import", "{ \"duration\": \"PT0S\", \"failureRate\": 1.0 }");
    String id = created("<Job Type='Import' Status='Queued'/>");
    await(id, 4);
    XmlPath job =
        Await.value("who ran it is told", () -> get(id).extract().xmlPath(), this::hasWorker);
    assertThat(names(job))
        .containsExactly(
            "Parameters",
            "Id",
            "Identity",
            "WorkerId",
            "StatusMessage",
            "Created",
            "Updated",
            "Completed",
            "Progress",
            "JobData");
    List<String> progress = job.getList("JobStatus.Progress.children().list()*.name()");
    assertThat(progress).containsExactly("Started", "Count", "Target");
    assertThat(job.getString("JobStatus.JobData.JobData.@ContentType")).isEqualTo("text/csv");
  }

  @Test
  void oneThatFailedSaysWhyAndWhoRanIt() {
    define("import", "{ \"duration\": \"PT0S\", \"failureRate\": 1.0 }");
    String id = created("<Job Type='Import' Status='Queued'/>");
    await(id, 4);
    XmlPath job =
        Await.value("who ran it is told", () -> get(id).extract().xmlPath(), this::hasWorker);
    String subJob = given().get("/v1/batch-jobs/" + id).path("subJobs[0].id");
    String worker = given().get("/v1/batch-jobs/" + id + "/sub-jobs/" + subJob).path("worker");
    assertThat(job.getString("JobStatus.WorkerId")).isEqualTo(worker);
    assertThat(job.getString("JobStatus.StatusMessage")).contains("1 of 1");
    assertThat(job.getString("JobStatus.Completed")).matches(SORTABLE);
  }

  @Test
  void oneThatCompletedWithErrorsIsNotCompleted() {
    put("import", "{ \"duration\": \"PT0S\", \"failureRate\": 1.0 }", 1, null, "many");
    String id = created("<Job Type='Import' Status='Queued'/>");
    JsonPath job = await(id, 4);
    assertThat(job.getString("StatusMessage")).isEqualTo("1 of 1 operations failed");
    assertThat(job.<Object>getList("JobData")).hasSize(1);
    given().get("/v1/batch-jobs/" + id).then().body("status", equalTo("completed"));
  }

  @Test
  void aJobIsHadInXmlJsonAndHtml() {
    define("import", SHORT);
    String id = created("<Job Type='Import'/>");
    String job = jobs + "/" + id;
    Map<String, String> types =
        Map.of(
            "application/xml", "application/xml",
            "text/xml", "text/xml",
            "*/*", "application/xml",
            "application/json", "application/json",
            "text/html,application/xml;q=0.9,*/*;q=0.8", "text/html",
            "application/xml;q=0.1, application/json", "application/json");
    types.forEach(
        (accept, type) ->
            plain()
                .header("Accept", accept)
                .get(job)
                .then()
                .statusCode(200)
                .contentType(startsWith(type))
                .header("Vary", equalTo("Accept")));
    for (String format : List.of("xml", "json", "html")) {
      plain()
          .header("Accept", "image/png")
          .get(job + "?format=" + format)
          .then()
          .statusCode(200)
          .contentType(containsString(format));
    }
    plain().header("Accept", "image/png").get(job).then().statusCode(406);
    plain()
        .header("Accept", "application/json")
        .get(job + "?format=yaml")
        .then()
        .statusCode(406)
        .body("Code", equalTo("not-acceptable"));
    plain()
        .header("Accept", "image/png")
        .contentType("application/xml")
        .body("<Job Type='Import'/>")
        .post(jobs)
        .then()
        .statusCode(406);
    given().get(jobs).then().body("Jobs.JobStatus.size()", equalTo(1));
  }

  @Test
  void aPageEscapesWhatClientsSent() {
    define("import", SHORT);
    String id =
        json("{\"JobType\": 2, \"Parameters\": \"a=<script>alert(1)</script>\"}")
            .extract()
            .path("Id");
    for (String address : List.of(jobs, jobs + "/" + id)) {
      given()
          .get(address + "?format=html")
          .then()
          .contentType("text/html")
          .header("Content-Security-Policy", startsWith("default-src 'none'"))
          .body(containsString("a=&lt;script&gt;alert(1)&lt;/script&gt;"))
          .body(not(containsString("<script")));
    }
    given()
        .get(jobs + "/<script>?format=html")
        .then()
        .statusCode(404)
        .body(containsString("&lt;script&gt;"))
        .body(not(containsString("<script")));
  }

  // --- changing, withdrawing, cancelling

  @Test
  void parametersChangeBehindTheSameIdAndAddress() {
    define("import", SHORT);
    define("export", SHORT);
    String id = created("<Job Type='Import'><Parameters>a=1</Parameters></Job>");
    XmlPath before = get(id).extract().xmlPath();
    XmlPath changed =
        put(id, "<Job><Parameters>a=2;b=3</Parameters></Job>").statusCode(200).extract().xmlPath();
    assertThat(changed.getString("JobStatus.Parameters")).isEqualTo("a=2;b=3");
    assertThat(changed.getString("JobStatus.@Status")).isEqualTo("Created");
    for (String same : List.of("Id", "@Address", "Created", "Identity", "@Type")) {
      assertThat(changed.getString("JobStatus." + same))
          .as(same)
          .isEqualTo(before.getString("JobStatus." + same));
    }
    putJson(id, "{\"JobType\": 3, \"Status\": 0}").statusCode(200).body("JobType", equalTo(3));
    put(id, "<Job Type='Import' Status='Queued'><Parameters>c=4</Parameters></Job>")
        .statusCode(200);
    JsonPath done = await(id, 3);
    assertThat(done.getString("Parameters")).isEqualTo("c=4");
    given()
        .get(jobs)
        .then()
        .body("Jobs.JobStatus.size()", equalTo(1))
        .body("Jobs.JobStatus[0].Id", equalTo(id))
        .body("Jobs.JobStatus[0].Created", equalTo(before.getString("JobStatus.Created")));
    String standing =
        given().queryParam("namespace", map).get("/v1/batch-jobs").path("items[0].id");
    assertThat(standing).isNotEqualTo(id);
    assertThat(done.getString("JobData[0].Address")).contains("/v1/batch-jobs/" + standing + "/");
    get(standing).statusCode(200).body("JobStatus.Id", equalTo(id));
    given()
        .get("/v1/batch-jobs/" + standing)
        .then()
        .body("arguments", equalTo(Map.of("c", "4")))
        .body("labels.web3-job", equalTo(id));
  }

  @Test
  void whatSaysNothingNewChangesNothing() {
    define("import", SHORT);
    String id = created("<Job Type='Import'><Parameters>a=1;b=2</Parameters></Job>");
    String etag = get(id).extract().header("ETag");
    put(id, get(id).extract().asString()).statusCode(200).header("ETag", equalTo(etag));
    putJson(id, getJson(id).extract().asString()).statusCode(200).body("Status", equalTo(0));
    put(id, "<Job><Parameters>b=2;a=1</Parameters></Job>").statusCode(200);
    put(id, "<Job/>").statusCode(200).header("ETag", equalTo(etag));
    assertThat(given().queryParam("namespace", map).get("/v1/batch-jobs").<List<?>>path("items"))
        .hasSize(1);
    put(id, "<Job><Parameters/></Job>").body("JobStatus.Parameters", equalTo(""));
  }

  @Test
  void oneThatWaitsIsQueuedAndCanBeWithdrawnStartedAgainAndCancelled() {
    put("import", LONG, 1, 0, "one");
    String running = created("<Job Type='Import' Status='Queued'/>");
    await(running, 2);
    String id = created("<Job Type='Import' Status='Queued'/>");
    get(id)
        .body("JobStatus.@Status", equalTo("Queued"))
        .body("JobStatus.StatusMessage", containsString("waits"));
    put(id, "<Job Status='Queued'/>").statusCode(200).body("JobStatus.@Status", equalTo("Queued"));
    put(id, "<Job Status='Created'/>")
        .statusCode(200)
        .body("JobStatus.@Status", equalTo("Created"));
    put(id, "<Job><Parameters>a=1</Parameters></Job>")
        .statusCode(200)
        .body("JobStatus.@Status", equalTo("Created"));
    put(id, "<Job Status='Queued'/>").statusCode(200).body("JobStatus.@Status", equalTo("Queued"));
    put(id, "<Job><Parameters>a=2</Parameters></Job>")
        .statusCode(200)
        .body("JobStatus.@Status", equalTo("Queued"))
        .body("JobStatus.Parameters", equalTo("a=2"));
    delete(id).statusCode(204);
    get(id).statusCode(404);
    delete(id).statusCode(404);
    direct(running, "stop");
    await(running, 4);
  }

  @Test
  void aParkedOneIsCancelledAndThenNotFound() {
    define("import", SHORT);
    String id = created("<Job Type='Import'/>");
    delete(id).statusCode(204).body(equalTo(""));
    get(id).statusCode(404).body("Error.@Code", equalTo("unknown-batch-job"));
    getJson(id).statusCode(404).body("Code", equalTo("unknown-batch-job"));
    put(id, "<Job Status='Queued'/>").statusCode(404);
    given().get(jobs).then().body("Jobs.JobStatus.size()", equalTo(0));
    assertThat(documents.find(Standing.KIND, id)).as("nothing is kept of it").isEmpty();
  }

  @Test
  void whatRunsOrHasEndedCanBeNeitherChangedNorCancelled() {
    define("import", LONG);
    define("export", SHORT);
    String running = created("<Job Type='Import' Status='Queued'/>");
    await(running, 2);
    String ended = created("<Job Type='Export' Status='Queued'/>");
    await(ended, 3);
    for (String id : List.of(running, ended)) {
      put(id, "<Job><Parameters>a=1</Parameters></Job>")
          .statusCode(409)
          .contentType("application/xml")
          .body("Error.@Code", equalTo("directive-refused"))
          .body("Error.Message", containsString("only while it is Created or Queued"));
      put(id, "<Job Status='Created'/>").statusCode(409);
      put(id, "<Job Status='Queued'/>").statusCode(409);
      putJson(id, "{\"Status\": 1}").statusCode(409).body("Code", equalTo("directive-refused"));
      delete(id).statusCode(409);
      get(id).statusCode(200);
    }
    direct(running, "stop");
    await(running, 4);
  }

  @Test
  void twoChangesAtOnceLeaveOneJobWithTheParametersOfOneThatWasTold200() throws Exception {
    define("import", SHORT);
    String id = created("<Job Type='Import'/>");
    List<Callable<Response>> changes = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      String parameters = "<Job><Parameters>a=" + i + "</Parameters></Job>";
      changes.add(
          () -> plain().contentType("application/xml").body(parameters).put(jobs + "/" + id));
    }
    List<String> done = new ArrayList<>();
    try (ExecutorService clients = Executors.newFixedThreadPool(6)) {
      for (Future<Response> change : clients.invokeAll(changes)) {
        Response answer = change.get();
        assertThat(answer.statusCode()).isIn(200, 409);
        if (answer.statusCode() == 200) {
          done.add(answer.path("JobStatus.Parameters"));
        }
      }
    }
    assertThat(done).isNotEmpty().contains(get(id).extract().<String>path("JobStatus.Parameters"));
    given().get(jobs).then().body("Jobs.JobStatus.size()", equalTo(1));
    Await.until(
        "one batch job is left",
        () ->
            given().queryParam("namespace", map).get("/v1/batch-jobs").<List<?>>path("items").size()
                == 1);
  }

  @Test
  void aReadForgetsNoJobWhoseBatchJobTheViewDoesNotHaveYet() {
    define("import", SHORT);
    String job = JobId.of(Instant.now(), 7, 1).toString();
    String next = JobId.of(Instant.now().plusSeconds(30), 7, 2).toString();
    String purged = JobId.of(Instant.parse("2020-01-01T00:00:00Z"), 7, 3).toString();
    stands(job, next);
    stands(purged, purged);
    given().get(jobs + "/" + job).then().statusCode(404);
    given().get(jobs + "/" + purged).then().statusCode(404);
    assertThat(documents.find(Standing.KIND, job)).isPresent();
    assertThat(documents.find(Standing.KIND, purged)).isEmpty();
  }

  private void stands(String job, String batchJob) {
    documents.insert(Standing.KIND, job, map, new Standing(batchJob, null, Instant.now(), "ana"));
  }

  @Test
  void aChangeThatDiedBeforeItDecidedIsAsIfItNeverWas() {
    define("import", SHORT);
    String id = created("<Job Type='Import'><Parameters>a=1</Parameters></Job>");
    String next = parked("{\"a\": \"2\"}", id);
    keep(id, next, Instant.now());
    get(id).statusCode(200).body("JobStatus.Parameters", equalTo("a=1"));
    get(next).statusCode(404);
    given().get(jobs).then().body("Jobs.JobStatus.size()", equalTo(1));
    put(id, "<Job><Parameters>a=3</Parameters></Job>")
        .statusCode(409)
        .body("Error.Message", containsString("is being changed by somebody else"));
    documents.delete(Standing.KIND, id);
    keep(id, next, Instant.now().minusSeconds(60));
    put(id, "<Job><Parameters>a=3</Parameters></Job>")
        .statusCode(200)
        .body("JobStatus.Parameters", equalTo("a=3"));
  }

  @Test
  void aChangeThatDiedAfterItDecidedIsDone() {
    define("import", SHORT);
    String id = created("<Job Type='Import'><Parameters>a=1</Parameters></Job>");
    String next = parked("{\"a\": \"2\"}", id);
    keep(id, next, Instant.now());
    given().delete("/v1/batch-jobs/" + id).then().statusCode(202);
    Await.until("it stands", () -> get(id).extract().path("JobStatus.Parameters").equals("a=2"));
    get(id).body("JobStatus.Id", equalTo(id)).body("JobStatus.@Status", equalTo("Created"));
    get(next).statusCode(200).body("JobStatus.Id", equalTo(id));
    given()
        .get(jobs)
        .then()
        .body("Jobs.JobStatus.size()", equalTo(1))
        .body("Jobs.JobStatus[0].Id", equalTo(id));
    put(id, "<Job Status='Queued'><Parameters>a=3</Parameters></Job>")
        .statusCode(200)
        .body("JobStatus.Parameters", equalTo("a=3"));
    await(id, 3);
  }

  // --- batch jobs of others

  @Test
  void anyBatchJobOfTheNamespaceIsAJob() {
    define("other", SHORT);
    String id = batchJob("other", true, "{\"n\": 7, \"list\": [1]}");
    JsonPath job = await(id, 3);
    assertThat(job.getInt("JobType")).isZero();
    assertThat(job.getString("Parameters")).isEqualTo("n=7;list=[1]");
    get(id).body("JobStatus.@Type", equalTo("Null"));
    given().get(jobs).then().body("Jobs.JobStatus[0].Id", equalTo(id));
    given().get("/topicmaps/default/jobs/" + id).then().statusCode(404);
    String parked = batchJob("other", false, "{\"n\": 7}");
    put(parked, "<Job><Parameters>n=7</Parameters></Job>").statusCode(200);
    put(parked, "<Job Status='Queued'><Parameters>n=8</Parameters></Job>").statusCode(200);
    assertThat(await(parked, 3).getInt("JobType")).isZero();
  }

  @Test
  void whateverElseItDoesIsProcessingUntilItEnds() {
    put("import", "{ \"duration\": \"PT1.5S\" }", 40, 0, "many");
    String id = created("<Job Type='Import' Status='Queued'/>");
    await(id, 2);
    seen(id, "pause", "pausing", 2, "The job is being paused");
    seen(id, null, "paused", 2, "The job is paused");
    direct(id, "unpause");
    awaitNative(id, "running");
    direct(id, "start");
    await(id, 2);
    awaitNative(id, "running");
    direct(id, "stop");
    awaitNative(id, "stopped");
    JsonPath stopped = await(id, 4);
    assertThat(stopped.getString("StatusMessage")).isEqualTo("The job was stopped");
    assertThat(stopped.getString("Completed")).matches(ISO);
    assertThat(stopped.<Object>getList("JobData")).isEmpty();
  }

  @Test
  void oneThatCannotBeRunIsCompletedWithErrors() {
    define("import", SHORT);
    String id = created("<Job Type='Import'/>");
    given().delete("/v1/definitions/" + map + "/import").then().statusCode(204);
    put(id, "<Job Status='Queued'/>").statusCode(200);
    assertThat(await(id, 4).getString("StatusMessage")).contains("was deleted");
  }

  @Test
  void noWorkerMeansQueued() {
    given()
        .contentType("application/json")
        .body(
            "{ \"handler\": \"simulate\", \"runs\": \"one\", \"cases\": [ { \"id\": \"c\" } ],"
                + " \"parameters\": { \"duration\": \"PT20S\" } }")
        .put("/v1/definitions/" + map + "/transaction")
        .then()
        .statusCode(201);
    String first = created("<Job Type='Transaction' Status='Queued'/>");
    await(first, 2);
    String second =
        json("{\"JobType\": 1, \"Status\": 1}").body("Status", equalTo(1)).extract().path("Id");
    json("{\"JobType\": 1, \"Status\": 1}")
        .statusCode(409)
        .body("Code", equalTo("run-in-progress"));
    delete(second).statusCode(204);
    direct(first, "stop");
    await(first, 4);
  }

  // --- lists

  @Test
  void jobsAreListedNewestFirstAndInPages() {
    define("import", SHORT);
    List<String> ids =
        IntStream.range(0, 5)
            .mapToObj(i -> created("<Job Type='Import'><Parameters>n=" + i + "</Parameters></Job>"))
            .toList()
            .reversed();
    assertThat(given().get(jobs).xmlPath().<String>getList("Jobs.JobStatus.Id")).isEqualTo(ids);
    JsonPath all = given().get(jobs + "?format=json").jsonPath();
    assertThat(all.<String>getList("Id")).isEqualTo(ids);
    Response page = given().get(jobs + "?format=json&start=1&count=2");
    assertThat(page.jsonPath().<String>getList("Id")).isEqualTo(ids.subList(1, 3));
    assertThat(page.header("Link"))
        .contains("start=3")
        .contains("count=2")
        .contains("format=json")
        .contains("rel=\"next\"");
    Response last = given().get(jobs + "?format=json&start=3&count=2");
    assertThat(last.jsonPath().<String>getList("Id")).isEqualTo(ids.subList(3, 5));
    assertThat(last.header("Link")).isNull();
    assertThat(given().get(jobs + "?format=json&start=9").jsonPath().<Object>getList("$"))
        .isEmpty();
    for (String wrong : List.of("start=-1", "start=10001", "count=0", "count=101", "count=x")) {
      given()
          .get(jobs + "?" + wrong)
          .then()
          .statusCode(400)
          .body("Error.Message", containsString("must be a number"));
    }
  }

  @Test
  void anUnknownTopicMapOrJobIsNotFound() {
    define("import", SHORT);
    given()
        .get("/topicmaps/tm-nobody/jobs")
        .then()
        .statusCode(404)
        .body("Error.Message", equalTo("there is no topic map 'tm-nobody'"));
    plain()
        .contentType("application/xml")
        .body("<Job Type='Import'/>")
        .post("/topicmaps/a%00b/jobs")
        .then()
        .statusCode(404);
    for (String unknown : List.of("nothing", UUID.randomUUID().toString(), "1-1-8-8-1")) {
      get(unknown).statusCode(404).contentType("application/xml");
      put(unknown, "<Job/>").statusCode(404);
      delete(unknown).statusCode(404);
    }
  }

  @Test
  void whatIsNotThereIsSaidInTheFormOfTheProduct() {
    define("import", SHORT);
    String id = created("<Job Type='Import'/>");
    given().put(jobs).then().statusCode(405).body("Error.@Code", equalTo("method-not-allowed"));
    given().delete(jobs).then().statusCode(405).contentType("application/xml");
    given()
        .header("Accept", "application/json")
        .post(jobs + "/" + id)
        .then()
        .statusCode(405)
        .body("Code", equalTo("method-not-allowed"));
    given()
        .get(jobs + "/" + id + "/data")
        .then()
        .statusCode(404)
        .body("Error.@Code", equalTo("no-such-route"));
  }

  // --- conditional requests

  @Test
  void headAndGetTellTheEtagAndWhenItWasModified() {
    define("import", SHORT);
    String id = created("<Job Type='Import'/>");
    String job = jobs + "/" + id;
    Response get = given().get(job);
    Response head = given().head(job);
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.asString()).isEmpty();
    assertThat(get.header("ETag")).matches("\"[0-9a-f]+-xml\"").isEqualTo(head.header("ETag"));
    assertThat(head.header("Last-Modified"))
        .matches("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT")
        .isEqualTo(get.header("Last-Modified"));
    String json = given().get(job + "?format=json").header("ETag");
    assertThat(json).isNotEqualTo(get.header("ETag")).endsWith("-json\"");
    for (String tag :
        List.of(
            get.header("ETag"), "\"x\", " + get.header("ETag"), "W/" + get.header("ETag"), "*")) {
      given()
          .header("If-None-Match", tag)
          .get(job)
          .then()
          .statusCode(304)
          .body(equalTo(""))
          .header("ETag", equalTo(get.header("ETag")));
      given().header("If-None-Match", tag).head(job).then().statusCode(304);
    }
    given().header("If-None-Match", json).get(job).then().statusCode(200);
    given()
        .header("If-Modified-Since", get.header("Last-Modified"))
        .get(job)
        .then()
        .statusCode(304);
    given()
        .header("If-Modified-Since", "Fri, 24 Sep 2010 12:00:00 GMT")
        .get(job)
        .then()
        .statusCode(200);
    given().header("If-Modified-Since", "yesterday").get(job).then().statusCode(200);
    put(id, "<Job><Parameters>a=1</Parameters></Job>").statusCode(200);
    given()
        .header("If-None-Match", get.header("ETag"))
        .get(job)
        .then()
        .statusCode(200)
        .header("ETag", not(equalTo(get.header("ETag"))));
  }

  @Test
  void aChangeIsMadeOnlyToWhatTheClientHasSeen() {
    define("import", SHORT);
    String id = created("<Job Type='Import'/>");
    String old = getJson(id).extract().header("ETag");
    changeIf(old, id, "a=1").statusCode(200);
    changeIf(old, id, "a=2")
        .statusCode(412)
        .body("Error.@Code", equalTo("version-mismatch"))
        .body("Error.Message", containsString("read it again"));
    given().header("If-Match", old).delete(jobs + "/" + id).then().statusCode(412);
    get(id).body("JobStatus.Parameters", equalTo("a=1"));
    changeIf("*", id, "a=3").statusCode(200);
    String now = get(id).extract().header("ETag");
    given().header("If-Match", now).delete(jobs + "/" + id).then().statusCode(204);
  }

  // --- plain clients

  @Test
  void plainClientsAreUnderstood() {
    define("import", SHORT);
    String id =
        plain()
            .contentType("application/x-www-form-urlencoded")
            .body("<Job Type='Import'/>")
            .post(jobs + "/")
            .then()
            .statusCode(201)
            .extract()
            .path("JobStatus.Id");
    plain()
        .contentType("application/x-www-form-urlencoded")
        .header("Accept", "*/*")
        .body("{\"Status\": 0, \"Parameters\": \"a=1\"}")
        .put(jobs + "/" + id + "/")
        .then()
        .statusCode(200)
        .body("JobStatus.Parameters", equalTo("a=1"));
    plain()
        .contentType("application/json; charset=utf-8")
        .auth()
        .preemptive()
        .basic("ana", "secret")
        .body("{\"Parameters\": \"a=\u00e4 \uD83D\uDE00\"}")
        .put(jobs + "/" + id)
        .then()
        .statusCode(200)
        .body("JobStatus.Parameters", equalTo("a=\u00e4 \uD83D\uDE00"));
    given().get(jobs + "/" + id + "/").then().statusCode(200);
  }

  @Test
  void theSameIsThereBelowTheServiceRootOfTheProduct() {
    define("import", SHORT);
    String address =
        plain()
            .contentType("application/xml")
            .body("<Job Type='Import'/>")
            .post("/web3" + jobs)
            .then()
            .statusCode(201)
            .extract()
            .header("Location");
    assertThat(address).contains("/web3" + jobs + "/");
    given().get(address).then().statusCode(200).body("JobStatus.@Address", equalTo(address));
    given()
        .get("/web3" + jobs + "/nothing")
        .then()
        .statusCode(404)
        .body("Error.@Code", equalTo("unknown-batch-job"));
    given().get("/web3" + jobs).then().body("Jobs.JobStatus.size()", equalTo(1));
  }

  @Test
  void theDoorIsAsTheContractOfAllDoorsWantsIt() {
    Web3Door door = new Web3Door();
    door.at(RestAssured.port);
    String run = door.run(1, Duration.ZERO);
    Await.until("it completes", () -> "3".equals(door.status(door.get(run))));
    assertThat(door.done(door.get(run))).isEqualTo(1);
    assertThat(door.unknown().statusCode()).isEqualTo(door.unknownCode());
    assertThat(door.illegal(run).statusCode()).isEqualTo(door.illegalCode());
    assertThat(door.stop(run)).isNull();
  }

  // --- asking

  private static RequestSpecification plain() {
    return given()
        .config(
            RestAssured.config()
                .encoderConfig(
                    EncoderConfig.encoderConfig()
                        .defaultContentCharset("UTF-8")
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                        .encodeContentTypeAs(
                            "application/x-www-form-urlencoded", ContentType.TEXT)))
        .urlEncodingEnabled(false);
  }

  private void define(String name, String parameters) {
    put(name, parameters, 1, 0, "many");
  }

  private void put(
      String name, String parameters, int iterations, Integer failuresToIgnore, String runs) {
    given()
        .contentType("application/json")
        .body(
            """
            { "handler": "simulate", "iterations": %d, "runs": "%s", %s
              "parameters": %s, "cases": [ { "id": "case" } ] }
            """
                .formatted(
                    iterations,
                    runs,
                    failuresToIgnore == null
                        ? ""
                        : "\"failuresToIgnore\": " + failuresToIgnore + ",",
                    parameters))
        .put("/v1/definitions/" + map + "/" + name)
        .then()
        .statusCode(201);
  }

  private ValidatableResponse post(String xml) {
    return plain().contentType("application/xml").body(xml).post(jobs).then();
  }

  private ValidatableResponse json(String json) {
    return plain()
        .contentType("application/json")
        .header("Accept", "application/json")
        .body(json)
        .post(jobs)
        .then();
  }

  private String created(String xml) {
    return post(xml).statusCode(201).extract().path("JobStatus.Id");
  }

  private ValidatableResponse put(String id, String xml) {
    return plain().contentType("application/xml").body(xml).put(jobs + "/" + id).then();
  }

  private ValidatableResponse putJson(String id, String json) {
    return plain()
        .contentType("application/json")
        .header("Accept", "application/json")
        .body(json)
        .put(jobs + "/" + id)
        .then();
  }

  private ValidatableResponse changeIf(String tag, String id, String parameters) {
    return plain()
        .contentType("application/xml")
        .header("If-Match", tag)
        .body("<Job><Parameters>" + parameters + "</Parameters></Job>")
        .put(jobs + "/" + id)
        .then();
  }

  private ValidatableResponse delete(String id) {
    return given().delete(jobs + "/" + id).then();
  }

  private ValidatableResponse get(String id) {
    return given().get(jobs + "/" + id).then();
  }

  private ValidatableResponse getJson(String id) {
    return given().header("Accept", "application/json").get(jobs + "/" + id).then();
  }

  private JsonPath await(String id, int status) {
    return Await.value(
        "it has the status " + status,
        () -> getJson(id).statusCode(200).extract().jsonPath(),
        job -> job.getInt("Status") == status);
  }

  private boolean hasWorker(XmlPath job) {
    return names(job).contains("WorkerId");
  }

  private static List<String> names(XmlPath job) {
    return job.getList("JobStatus.children().list()*.name()");
  }

  private String batchJob(String definition, boolean start, String arguments) {
    return given()
        .contentType("application/json")
        .body(
            "{ \"definition\": \"%s/%s\", \"subJobs\": 1, \"start\": %s, \"arguments\": %s }"
                .formatted(map, definition, start, arguments))
        .post("/v1/batch-jobs")
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  /** A batch job as a change parks it before it takes another's place. */
  private String parked(String arguments, String job) {
    return given()
        .contentType("application/json")
        .body(
            """
            { "definition": "%s/import", "subJobs": 1, "start": false, "arguments": %s,
              "labels": { "web3-job": "%s" } }
            """
                .formatted(map, arguments, job))
        .post("/v1/batch-jobs")
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  private void keep(String id, String next, Instant since) {
    documents
        .insert(
            Standing.KIND,
            id,
            map,
            new Standing(id, new Standing.Change("c", next, since), Instant.now(), "ana"))
        .orElseThrow();
  }

  private static void direct(String batchJob, String directive) {
    given()
        .contentType("application/json")
        .body("{ \"directive\": \"" + directive + "\" }")
        .post("/v1/batch-jobs/" + batchJob + "/directives")
        .then()
        .statusCode(202);
  }

  private static void awaitNative(String batchJob, String status) {
    Await.until(
        "the batch job is " + status,
        () -> status.equals(given().get("/v1/batch-jobs/" + batchJob).path("status")));
  }

  private void seen(String id, String directive, String status, int number, String message) {
    if (directive != null) {
      direct(id, directive);
    }
    awaitNative(id, status);
    getJson(id).body("Status", equalTo(number)).body("StatusMessage", equalTo(message));
  }
}
