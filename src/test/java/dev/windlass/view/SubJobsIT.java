package dev.windlass.view;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.job.JobHeader;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.WindlassServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(WindlassServers.class)
class SubJobsIT {
  private final String definition = "w" + UUID.randomUUID().toString().substring(0, 8);

  @Inject BatchJobs jobs;
  @Inject SubJobs subJobs;

  @Test
  void theWorkersOfManyBatchJobsAreFoundAtOnceUntilTheyBeginWithNothing() {
    UUID told = create(true);
    UUID silent = create(false);
    Map<UUID, String> workers =
        Await.value("one has told", () -> workers(told, silent), found -> !found.isEmpty());
    String subJob = given().get("/v1/batch-jobs/" + told).path("subJobs[0].id");
    String worker = given().get("/v1/batch-jobs/" + told + "/sub-jobs/" + subJob).path("worker");
    assertThat(workers).isEqualTo(Map.of(told, worker));
    assertThat(subJobs.workers(List.of(), 0)).isEmpty();
    JobHeader header = jobs.find(told).orElseThrow().header();
    JobHeader anew = header.with(draft -> draft.clearedAt = header.epoch() + 1);
    assertThat(subJobs.workers(List.of(anew), 0)).isEmpty();
  }

  private Map<UUID, String> workers(UUID... ids) {
    return subJobs.workers(jobs.find(List.of(ids)).stream().map(BatchJobRow::header).toList(), 0);
  }

  private UUID create(boolean start) {
    given()
        .contentType("application/json")
        .body(
            "{ \"handler\": \"simulate\", \"cases\": [ { \"id\": \"c\" } ],"
                + " \"parameters\": { \"duration\": \"PT0S\", \"failureRate\": 1.0 } }")
        .put("/v1/definitions/default/" + definition);
    String id =
        given()
            .contentType("application/json")
            .body(
                "{ \"definition\": \"default/%s\", \"subJobs\": 1, \"start\": %s }"
                    .formatted(definition, start))
            .post("/v1/batch-jobs")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    return UUID.fromString(id);
  }
}
