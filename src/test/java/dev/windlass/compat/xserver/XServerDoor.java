package dev.windlass.compat.xserver;

import static io.restassured.RestAssured.given;

import dev.windlass.compat.Door;
import dev.windlass.job.JobStatus;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * The jobs of PTV xServer 2. The operations that this door starts are configured, so that a run is
 * made by the native API; a run is called by its batch job's id.
 */
public final class XServerDoor implements Door {
  private static final String RUNTIME = "/services/rs/XRuntime/2.26/";
  private int port;

  @Override
  public String name() {
    return "xserver";
  }

  @Override
  public void at(int port) {
    this.port = port;
  }

  @Override
  public String run(int operations, Duration each) {
    String definition = "xserver-" + UUID.randomUUID();
    request()
        .body(
            """
            { "handler": "simulate", "parameters": { "duration": "%s" }, "iterations": %d,
              "cases": [ { "id": "case" } ] }"""
                .formatted(each, operations))
        .put("/v1/definitions/default/" + definition)
        .then()
        .statusCode(201);
    return request()
        .body(Map.of("definition", "default/" + definition, "subJobs", 1))
        .post("/v1/batch-jobs")
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  @Override
  public String ofBatchJob(String definition, String batchJob) {
    return batchJob;
  }

  @Override
  public Response get(String run) {
    return request()
        .body(Map.of("id", run, "progressUpdatePeriod", 250, "maximumPollingPeriod", 250))
        .post(RUNTIME + "watchJob");
  }

  @Override
  public String status(Response answer) {
    return answer.path("status");
  }

  /** One that was stopped has computed something, or its counts were reset: then it failed. */
  @Override
  public String shown(JobStatus status) {
    return JobState.of(status, true).name();
  }

  @Override
  public long done(Response answer) {
    Map<String, Object> progress = answer.path("progress");
    return progress == null
        ? 0
        : ((Number) progress.get("successful")).longValue()
            + ((Number) progress.get("failed")).longValue();
  }

  @Override
  public Response stop(String run) {
    return request().body(Map.of("id", run)).post(RUNTIME + "stopJob");
  }

  @Override
  public Response unknown() {
    return get("nothing");
  }

  @Override
  public int unknownCode() {
    return 200;
  }

  /** Answered with the job as it is. */
  @Override
  public Response illegal(String run) {
    return stop(run);
  }

  @Override
  public int illegalCode() {
    return 200;
  }

  private RequestSpecification request() {
    return given().port(port).contentType(ContentType.JSON);
  }
}
