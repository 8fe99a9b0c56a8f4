package dev.windlass.compat.voiceagent;

import static io.restassured.RestAssured.given;

import dev.windlass.compat.Door;
import dev.windlass.job.JobStatus;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** A run is called by its address below the product's root. */
public final class VoiceAgentDoor implements Door {
  private static final String ROOT = "/voice-agent-tester/v1/worker/";
  private static final int ALL = 100;

  private final Map<String, Integer> operations = new HashMap<>();
  private int port;

  @Override
  public String name() {
    return "voiceagent";
  }

  @Override
  public void at(int port) {
    this.port = port;
  }

  /** A worker that was not made here: a test case lasts for whole turns only. */
  @Override
  public String run(int count, Duration each) {
    String worker = "va-" + UUID.randomUUID();
    StringBuilder cases = new StringBuilder();
    for (int i = 0; i < count; i++) {
      cases.append(i == 0 ? "" : ", ").append("{\"id\": \"case-").append(i).append("\"}");
    }
    asked()
        .contentType("application/json")
        .body(
            "{\"handler\": \"simulate\", \"parameters\": {\"duration\": \"%s\"}, \"cases\": [%s]}"
                .formatted(each, cases))
        .put("/v1/definitions/default/" + worker)
        .then()
        .statusCode(201);
    String id =
        asked().post(ROOT + worker + "/batchJob").then().statusCode(201).extract().path("id");
    operations.put(id, count);
    return worker + "/batchJob/" + id;
  }

  @Override
  public String ofBatchJob(String definition, String batchJob) {
    return definition.substring(definition.indexOf('/') + 1)
        + "/batchJob/"
        + batchJob.replace("-", "");
  }

  @Override
  public Response get(String run) {
    return asked().get(ROOT + run);
  }

  @Override
  public String status(Response answer) {
    return answer.statusCode() == 404 ? "404" : answer.path("status");
  }

  @Override
  public String shown(JobStatus status) {
    return switch (status) {
      case CREATED, QUEUED -> "created";
      case STARTING -> "starting";
      case RESTARTING -> "re-starting";
      case RUNNING -> "running";
      case PAUSING -> "pausing";
      case PAUSED -> "paused";
      case STOPPING -> "stopping";
      case STOPPED -> "stopped";
      case COMPLETED -> "completed";
      case FAILED -> "failed";
      case INVALID -> "invalid";
      case DELETED -> "404";
    };
  }

  /** The door tells a percentage; of what was run by this object it is known of how many. */
  @Override
  public long done(Response answer) {
    Number percent = answer.path("percentComplete");
    Integer count = operations.get(answer.<String>path("id"));
    return percent == null || count == null ? -1 : Math.round(percent.doubleValue() * count / ALL);
  }

  @Override
  public Response stop(String run) {
    return asked().put(ROOT + run + "/stop");
  }

  @Override
  public Response unknown() {
    return asked().get(ROOT + "nobody/batchJob/00000000000080008000000000000000");
  }

  @Override
  public int unknownCode() {
    return 404;
  }

  @Override
  public Response illegal(String run) {
    return asked().put(ROOT + run + "/pause");
  }

  @Override
  public int illegalCode() {
    return 406;
  }

  private RequestSpecification asked() {
    return given().port(port);
  }
}
