package dev.windlass.compat.openspecimen;

import static io.restassured.RestAssured.given;

import dev.windlass.compat.Door;
import dev.windlass.job.JobStatus;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.UUID;

/** A run is called {@code <job>/runs/<run>}. */
public final class OpenSpecimenDoor implements Door {
  private static final String BASE = "/rest/ng/scheduled-jobs/";
  private static final String NO_RECORD = "SCHEDULED_JOB_JOB_RUN_NOT_FOUND";
  private int port;

  @Override
  public String name() {
    return "openspecimen";
  }

  @Override
  public void at(int port) {
    this.port = port;
  }

  @Override
  public String run(int operations, Duration each) {
    String definition = "os-" + UUID.randomUUID();
    asked()
        .contentType("application/json")
        .body(
            """
            { "handler": "simulate", "runs": "one", "iterations": %d,
              "parameters": { "duration": "%s" }, "cases": [ { "id": "case" } ] }
            """
                .formatted(operations, each))
        .put("/v1/definitions/default/" + definition)
        .then()
        .statusCode(201);
    String location =
        asked()
            .post(BASE + job(definition) + "/runs")
            .then()
            .statusCode(200)
            .extract()
            .header("Location");
    return location.substring(location.indexOf("/scheduled-jobs/") + "/scheduled-jobs/".length());
  }

  @Override
  public String ofBatchJob(String definition, String batchJob) {
    Number number = asked().get("/v1/batch-jobs/" + batchJob).then().extract().path("number");
    return job(definition.substring(definition.indexOf('/') + 1)) + "/runs/" + number;
  }

  @Override
  public Response get(String run) {
    return asked().get(BASE + run);
  }

  /** One that has no record yet shows the code of the error. */
  @Override
  public String status(Response answer) {
    return answer.statusCode() == 200
        ? answer.jsonPath().getString("status")
        : answer.jsonPath().getString("[0].code");
  }

  @Override
  public String shown(JobStatus status) {
    return switch (status) {
      case CREATED, QUEUED, DELETED -> NO_RECORD;
      case STARTING, RESTARTING, RUNNING, PAUSING, PAUSED, STOPPING -> "IN_PROGRESS";
      case COMPLETED -> "SUCCEEDED";
      case STOPPED, FAILED, INVALID -> "FAILED";
    };
  }

  @Override
  public long done(Response answer) {
    return -1;
  }

  @Override
  public Response stop(String run) {
    return null;
  }

  @Override
  public Response unknown() {
    return asked().get(BASE + "0");
  }

  @Override
  public int unknownCode() {
    return 400;
  }

  /** The product can't end a run: there is no such method. */
  @Override
  public Response illegal(String run) {
    return asked().delete(BASE + run);
  }

  @Override
  public int illegalCode() {
    return 405;
  }

  private Number job(String definition) {
    return asked()
        .contentType("application/json")
        .body(
            """
            { "name": "job-%s", "type": "INTERNAL", "taskImplFqn": "%s",
              "repeatSchedule": "ONDEMAND" }
            """
                .formatted(UUID.randomUUID(), definition))
        .post(BASE)
        .then()
        .statusCode(200)
        .extract()
        .path("id");
  }

  private RequestSpecification asked() {
    return given().port(port);
  }
}
