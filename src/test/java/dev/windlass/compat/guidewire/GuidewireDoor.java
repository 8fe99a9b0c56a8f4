package dev.windlass.compat.guidewire;

import static io.restassured.RestAssured.given;

import dev.windlass.compat.Door;
import dev.windlass.job.JobStatus;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** A run is called by its batch process type, whose latest execution it is. */
public final class GuidewireDoor implements Door {
  private static final String BASE = "/systemtools/v1/batch-processes/";
  private int port;

  @Override
  public String name() {
    return "guidewire";
  }

  @Override
  public void at(int port) {
    this.port = port;
  }

  @Override
  public String run(int operations, Duration each) {
    String type = "Gw" + UUID.randomUUID().toString().substring(0, 8);
    asked()
        .contentType("application/json")
        .body(
            """
            { "handler": "simulate", "runs": "one", "iterations": %d,
              "parameters": { "duration": "%s" }, "cases": [ { "id": "case" } ] }"""
                .formatted(operations, each))
        .put("/v1/definitions/default/" + type)
        .then()
        .statusCode(201);
    asked().post(BASE + type + "/start").then().statusCode(200);
    return type;
  }

  @Override
  public String ofBatchJob(String definition, String batchJob) {
    return definition.substring(definition.indexOf('/') + 1);
  }

  @Override
  public Response get(String run) {
    return asked().get(BASE + run);
  }

  /** The door shows no word, but certain members. */
  @Override
  public String status(Response answer) {
    Map<String, Object> status = answer.path("data.attributes.status");
    boolean completed = status.containsKey("dateCompleted");
    boolean failed = status.containsKey("failureReason");
    if (!status.containsKey("dateCreated")) {
      return "never run";
    }
    if (completed) {
      return failed ? "gave up" : "completed";
    }
    return status.containsKey("startDate") ? "running" : "waiting";
  }

  @Override
  public String shown(JobStatus status) {
    return switch (status) {
      case CREATED, DELETED -> "never run";
      case QUEUED, STARTING, RESTARTING -> "waiting";
      case RUNNING, PAUSING, PAUSED, STOPPING -> "running";
      case COMPLETED -> "completed";
      case STOPPED, FAILED, INVALID -> "gave up";
    };
  }

  @Override
  public long done(Response answer) {
    Number completed = answer.path("data.attributes.status.opsCompleted");
    Number failed = answer.path("data.attributes.status.failedOps");
    return completed == null ? 0 : completed.longValue() + failed.longValue();
  }

  @Override
  public Response stop(String run) {
    return asked().post(BASE + run + "/stop");
  }

  @Override
  public Response unknown() {
    return get("Nobody");
  }

  @Override
  public int unknownCode() {
    return 404;
  }

  /** Nothing to stop is no error here. */
  @Override
  public Response illegal(String run) {
    return stop(run);
  }

  @Override
  public int illegalCode() {
    return 200;
  }

  private RequestSpecification asked() {
    return given().port(port);
  }
}
