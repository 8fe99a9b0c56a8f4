package dev.windlass.compat.web3;

import static io.restassured.RestAssured.given;

import dev.windlass.compat.Door;
import dev.windlass.job.JobStatus;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.UUID;

/** The topic map whose namespace the other doors show, too; runs are imports. */
public class Web3Door implements Door {
  private final String topicMap = "default";
  private int port;

  @Override
  public String name() {
    return "web3";
  }

  @Override
  public void at(int listens) {
    port = listens;
  }

  @Override
  public String run(int operations, Duration each) {
    request()
        .contentType("application/json")
        .body(
            """
            { "handler": "simulate", "iterations": %d, "cases": [ { "id": "case" } ],
              "parameters": { "duration": "%s" } }
            """
                .formatted(operations, each))
        .put("/v1/definitions/" + topicMap + "/import")
        .then()
        .statusCode(org.hamcrest.Matchers.oneOf(200, 201));
    return topicMap
        + "/jobs/"
        + request()
            .contentType("application/xml")
            .body("<Job Type='Import' Status='Queued'/>")
            .post("/topicmaps/" + topicMap + "/jobs")
            .then()
            .statusCode(201)
            .extract()
            .path("JobStatus.Id");
  }

  /** The namespace is the topic map; the definition comes as namespace/name, or is in default. */
  @Override
  public String ofBatchJob(String definition, String batchJob) {
    String namespace =
        definition.contains("/") ? definition.substring(0, definition.indexOf('/')) : "default";
    return namespace + "/jobs/" + batchJob;
  }

  @Override
  public Response get(String run) {
    return request().queryParam("format", "json").get("/topicmaps/" + run);
  }

  @Override
  public String status(Response answer) {
    return answer.jsonPath().getString("Status");
  }

  @Override
  public String shown(JobStatus status) {
    return switch (status) {
      case CREATED -> "0";
      case QUEUED, STARTING -> "1";
      case RESTARTING, RUNNING, PAUSING, PAUSED, STOPPING -> "2";
      case COMPLETED -> "3";
      case STOPPED, FAILED, INVALID -> "4";
      case DELETED -> null;
    };
  }

  @Override
  public long done(Response answer) {
    return answer.jsonPath().getLong("Progress.Count");
  }

  /** What runs cannot be ended here. */
  @Override
  public Response stop(String run) {
    return null;
  }

  @Override
  public Response unknown() {
    return get(topicMap + "/jobs/" + UUID.randomUUID());
  }

  @Override
  public int unknownCode() {
    return 404;
  }

  @Override
  public Response illegal(String run) {
    return request().delete("/topicmaps/" + run);
  }

  @Override
  public int illegalCode() {
    return 409;
  }

  private RequestSpecification request() {
    return given().port(port);
  }
}
