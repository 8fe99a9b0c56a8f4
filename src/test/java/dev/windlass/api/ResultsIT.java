package dev.windlass.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.windlass.control.ResultFiles;
import dev.windlass.job.JobId;
import dev.windlass.result.ResultName;
import dev.windlass.result.ResultStore;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.WindlassServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** The result file of a batch job, over the API. */
@QuarkusTest
@QuarkusTestResource(WindlassServers.class)
class ResultsIT {
  private final String definition = "results-" + UUID.randomUUID();

  @Inject ResultFiles files;
  @Inject ResultStore store;

  @Test
  void eachRowHasItsResultInTheOrderOfTheInput() throws IOException {
    define("\"output\": \"seen {row.name}\"");
    String rows =
        IntStream.range(0, 700)
            .mapToObj(i -> "%d,\"no, \"\"%d\"\" é\"\r\n".formatted(i, i))
            .reduce("number,name\r\n", String::concat);
    String input =
        given()
            .contentType("text/csv")
            .body(rows.getBytes(StandardCharsets.UTF_8))
            .post("/v1/inputs")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    String job = create("\"input\": \"" + input + "\"");
    awaitStatus(job, "completed");
    Response file = given().get("/v1/batch-jobs/" + job + "/result");
    file.then()
        .statusCode(200)
        .contentType("text/csv")
        .header("Accept-Ranges", "bytes")
        .header("Content-Length", Integer.toString(file.asByteArray().length))
        .header("Content-Disposition", startsWith("attachment; filename=\"" + definition + "-"));
    List<CSVRecord> lines = lines(file);
    assertThat(lines.getFirst().toList())
        .containsExactly("index", "status", "result", "error", "row.number", "row.name");
    assertThat(lines).hasSize(701);
    for (int i = 0; i < 700; i++) {
      String name = "no, \"" + i + "\" é";
      assertThat(lines.get(i + 1).toList())
          .containsExactly("" + i, "completed", "seen " + name, "", "" + i, name);
    }
  }

  @Test
  void whatASpreadsheetWouldRunGetsAQuote() throws IOException {
    define("\"output\": \"{row.name}\"");
    String input =
        given()
            .contentType("text/csv")
            .body("=name,n\n=1+1,-12.5\n")
            .post("/v1/inputs")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    given()
        .contentType("application/json")
        .body(
            """
            { "namespace": "default", "name": "%s", "handler": "simulate",
              "cases": [ { "id": "one", "parameters": { "output": "{row.=name}" } } ] }"""
                .formatted(definition))
        .put("/v1/definitions/default/" + definition)
        .then()
        .statusCode(200);
    String job = create("\"input\": \"" + input + "\"");
    awaitStatus(job, "completed");
    String path = "/v1/batch-jobs/" + job + "/result";
    Response safe = given().get(path);
    safe.then().header("X-Content-Type-Options", "nosniff");
    assertThat(safe.asString())
        .isEqualTo(
            "index,status,result,error,row.=name,row.n\r\n0,completed,'=1+1,,'=1+1,-12.5\r\n");
    Response exact = given().get(path + "?formulas=keep");
    assertThat(exact.asString()).contains("\r\n0,completed,=1+1,,=1+1,-12.5\r\n");
    assertThat(exact.getHeader("ETag")).isNotEqualTo(safe.getHeader("ETag"));
    given()
        .get(path + "?formulas=maybe")
        .then()
        .statusCode(400)
        .body("detail", equalTo("'formulas' must be escape or keep, found 'maybe'"));
  }

  @Test
  void aFailureStandsBesideItsRow() throws IOException {
    define("\"failureRate\": 1");
    String job = create("\"subJobs\": 2");
    awaitStatus(job, "failed");
    List<CSVRecord> lines = lines(given().get("/v1/batch-jobs/" + job + "/result"));
    assertThat(lines).hasSize(3);
    assertThat(lines.get(1).get(1)).isEqualTo("failed");
    assertThat(lines.get(1).get(3)).isNotEmpty();
  }

  @Test
  void beforeTheEndThereIsNone() {
    define("\"duration\": \"PT60S\"");
    String job = create("\"subJobs\": 1");
    awaitStatus(job, "running");
    given()
        .get("/v1/batch-jobs/" + job + "/result")
        .then()
        .statusCode(409)
        .contentType("application/problem+json")
        .body("code", equalTo("result-not-ready"))
        .body("status", equalTo(409))
        .body("batchJobStatus", equalTo("running"))
        .body("detail", containsString("is running: its result file is there when it has ended"));
    direct(job, "stop");
    given().get("/v1/batch-jobs/" + UUID.randomUUID() + "/result").then().statusCode(404);
  }

  @Test
  void rangesAndConditionsAreAnswered() {
    define("\"output\": \"x\"");
    String job = create("\"subJobs\": 3");
    awaitStatus(job, "completed");
    String path = "/v1/batch-jobs/" + job + "/result";
    Response whole = given().get(path);
    String etag = whole.getHeader("ETag");
    int size = whole.asByteArray().length;
    given()
        .header("Range", "bytes=0-4")
        .get(path)
        .then()
        .statusCode(206)
        .header("Content-Range", "bytes 0-4/" + size)
        .header("Content-Length", "5")
        .body(equalTo("index"));
    given()
        .header("Range", "bytes=0-4")
        .header("If-Range", "\"another\"")
        .get(path)
        .then()
        .statusCode(200);
    given().header("If-None-Match", etag).get(path).then().statusCode(304);
    given()
        .header("Range", "bytes=" + size + "-")
        .get(path)
        .then()
        .statusCode(416)
        .body("code", equalTo("range-not-satisfiable"));
    given()
        .head(path)
        .then()
        .statusCode(200)
        .header("Content-Length", Integer.toString(size))
        .header("ETag", etag);
  }

  @Test
  void aStartMakesAnotherFile() throws IOException {
    define("\"output\": \"{iteration}\"");
    String job = create("\"subJobs\": 1");
    awaitStatus(job, "completed");
    String path = "/v1/batch-jobs/" + job + "/result";
    String first = given().get(path).getHeader("ETag");
    direct(job, "start");
    awaitStatus(job, "completed");
    assertThat(given().get(path).getHeader("ETag")).isNotEqualTo(first).startsWith("\"results-2");
  }

  @Test
  void theFilesOfADeletedBatchJobAreDeletedToo() throws IOException {
    define("\"output\": \"x\"");
    String job = create("\"subJobs\": 1");
    awaitStatus(job, "completed");
    ResultName name = new ResultName(job, "results-1-escape.csv");
    given().get("/v1/batch-jobs/" + job + "/result").then().statusCode(200);
    Instant now = Instant.now();
    Instant purgedBefore = now.minus(Duration.ofDays(1));
    files.forget(purgedBefore, now);
    assertThat(store.find(name)).as("it is there, so its file is").isPresent();
    given().delete("/v1/batch-jobs/" + job).then().statusCode(202);
    awaitStatus(job, "deleted");
    given()
        .get("/v1/batch-jobs/" + job + "/result")
        .then()
        .statusCode(410)
        .body("code", equalTo("gone"));
    files.forget(purgedBefore, now);
    assertThat(store.find(name)).isEmpty();
  }

  @Test
  void filesOfWhatNobodyKnowsGoWithTheRetention() throws IOException {
    String young = JobId.of(Instant.now(), 1, 1).toString();
    String old = JobId.of(Instant.now().minusSeconds(7200), 1, 1).toString();
    for (String owner : List.of(young, old)) {
      try (ResultStore.Upload upload = store.create(new ResultName(owner, "x.csv"))) {
        upload.commit();
      }
    }
    files.forget(Instant.now().minusSeconds(3600), Instant.now());
    assertThat(store.find(new ResultName(young, "x.csv"))).isPresent();
    assertThat(store.find(new ResultName(old, "x.csv"))).isEmpty();
    store.delete(young);
  }

  @Test
  void aSubJobHasItsResultByItself() {
    define("\"output\": \"sub {index}\"");
    String job = create("\"subJobs\": 2");
    awaitStatus(job, "completed");
    String second =
        given().get("/v1/batch-jobs/" + job + "/sub-jobs").then().extract().path("items[1].id");
    given()
        .get("/v1/batch-jobs/" + job + "/sub-jobs/" + second + "/result")
        .then()
        .statusCode(200)
        .contentType("text/plain")
        .body(equalTo("sub 1"));
  }

  @Test
  void anOutputThatOnlyLooksLikeAFileIsAnOutput() throws IOException {
    define("\"output\": \"{\\\"file\\\":\\\"results-1.csv\\\"}\"");
    String job = create("\"subJobs\": 1");
    awaitStatus(job, "completed");
    List<CSVRecord> lines = lines(given().get("/v1/batch-jobs/" + job + "/result"));
    assertThat(lines.get(1).get(2)).isEqualTo("{\"file\":\"results-1.csv\"}");
  }

  private void define(String parameters) {
    given()
        .contentType("application/json")
        .body(
            """
            { "namespace": "default", "name": "%s", "handler": "simulate", "failuresToIgnore": 0,
              "cases": [ { "id": "one", "parameters": { "duration": "PT0S", %s } } ] }"""
                .formatted(definition, parameters)
                .replace("\"duration\": \"PT0S\", \"duration\"", "\"duration\""))
        .post("/v1/definitions")
        .then()
        .statusCode(201);
  }

  private String create(String what) {
    return given()
        .contentType("application/json")
        .body("{ \"definition\": \"default/" + definition + "\", " + what + " }")
        .post("/v1/batch-jobs")
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  /** The view has come to it when this returns. */
  private static void direct(String job, String directive) {
    String token =
        given()
            .contentType("application/json")
            .body("{ \"directive\": \"" + directive + "\" }")
            .post("/v1/batch-jobs/" + job + "/directives")
            .then()
            .statusCode(202)
            .extract()
            .path("token");
    given().get("/v1/batch-jobs/" + job + "?after=" + token).then().statusCode(200);
  }

  private static void awaitStatus(String job, String status) {
    Await.value(
        job + " is " + status,
        () -> given().get("/v1/batch-jobs/" + job).then().extract().<String>path("status"),
        status::equals);
  }

  private static List<CSVRecord> lines(Response file) throws IOException {
    assertThat(file.statusCode()).as(file.asString()).isEqualTo(200);
    String text = new String(file.asByteArray(), StandardCharsets.UTF_8);
    return CSVFormat.RFC4180.parse(new StringReader(text)).getRecords();
  }
}
