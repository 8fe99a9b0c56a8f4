package dev.windlass.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.Http;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A schedule of every second, while those who send its fires are killed one after the other. */
@Timeout(600)
class SchedulersKilledIT {
  private static final Map<String, String> SETTINGS =
      Map.of("WINDLASS_SCHEDULER_MISSED_AFTER", "PT3S");
  private static final List<String> SCHEDULERS = List.of("scheduler-1", "scheduler-2");
  private static final List<String> MEMBERS =
      List.of("api-1", "coordinator-1", "projection-1", "worker-1", "scheduler-1", "scheduler-2");

  @Test
  void noFireIsLostAndNoneIsDoubled() throws Exception {
    try (Fleet fleet = Fleet.start(Disks.ordinary(), MEMBERS, SETTINGS)) {
      schedule(fleet, false);
      for (String scheduler : List.of("scheduler-1", "scheduler-2", "scheduler-1")) {
        awaitAFire(fleet);
        fleet.kill(scheduler);
        fleet.start(scheduler, SETTINGS);
      }
      awaitAFire(fleet);
      for (String scheduler : SCHEDULERS) {
        fleet.kill(scheduler); // nobody is left: what falls due meanwhile is made up for
      }
      Instant without = Instant.now();
      fleet.start("scheduler-1", SETTINGS);
      Await.until(
          "it fires again", () -> fireTimes(runs(fleet)).getLast().isAfter(without.plusSeconds(5)));
      schedule(fleet, true);
      List<JsonNode> runs =
          Await.value(
              "all runs have ended",
              () -> runs(fleet),
              all -> all.stream().allMatch(r -> r.path("status").asText().equals("completed")));
      List<Instant> fires = fireTimes(runs);
      for (int i = 0; i < fires.size(); i++) {
        assertThat(fires.get(i)).as("fire %s", i).isEqualTo(fires.getFirst().plusSeconds(i));
      }
      assertThat(batchJobs(fleet))
          .as("batch jobs of %s fires", fires.size())
          .isEqualTo(fires.size());
    }
  }

  private static void schedule(Fleet fleet, boolean paused) {
    Http.put(
            fleet.api("/v1/definitions/default/tick"),
            """
            { "handler": "simulate", "parameters": { "duration": "PT0S" },
              "cases": [ { "id": "tick" } ] }
            """)
        .expect(paused ? 200 : 201);
    Http.put(
            fleet.api("/v1/schedules/seconds"),
            """
            { "cron": "* * * * * *", "onOverlap": "allow", "onMisfire": "fire-all", "paused": %s,
              "batchJob": { "definition": "default/tick" } }
            """
                .formatted(paused))
        .expect(paused ? 200 : 201);
  }

  private static void awaitAFire(Fleet fleet) {
    int before = runs(fleet).size();
    Await.until("it has fired", () -> runs(fleet).size() > before);
  }

  /** The oldest first. */
  private static List<JsonNode> runs(Fleet fleet) {
    List<JsonNode> runs = new ArrayList<>();
    Http.get(fleet.api("/v1/schedules/seconds/runs?limit=1000"))
        .expect(200)
        .json()
        .path("items")
        .forEach(runs::addFirst);
    return runs;
  }

  private static List<Instant> fireTimes(List<JsonNode> runs) {
    return runs.stream().map(run -> Instant.parse(run.path("fireTime").asText())).toList();
  }

  private static int batchJobs(Fleet fleet) {
    return Http.get(fleet.api("/v1/batch-jobs?definition=default/tick&limit=1000"))
        .expect(200)
        .json()
        .path("items")
        .size();
  }
}
