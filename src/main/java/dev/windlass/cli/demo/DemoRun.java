package dev.windlass.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.client.ApiProblem;
import dev.windlass.cli.follow.Progress;
import dev.windlass.cli.follow.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The story: a batch job is created, paused, paced, let go and waited for. */
final class DemoRun {
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration PACED = Duration.ofSeconds(5);

  private final DemoCalls api;
  private final DemoTarget target;
  private final Cities cities;
  private final DemoPlan plan;
  private final Progress progress;
  private final List<String> differences = new ArrayList<>();
  private Follower follower;
  private String batchJob;
  private int pauses;

  DemoRun(DemoCalls api, DemoTarget target, Cities cities, Progress progress) {
    this.api = api;
    this.target = target;
    this.cities = cities;
    this.plan = DemoPlan.forRows(cities.size());
    this.progress = progress;
  }

  String batchJob() {
    return batchJob;
  }

  int pauses() {
    return pauses;
  }

  /** What was seen on the way and should not have been. */
  List<String> differences() {
    return differences;
  }

  /** Runs the batch job to its end. */
  Standing run() throws InterruptedException {
    create();
    Standing third = follower.until(s -> s.done() >= cities.size() / 3, "running");
    if (!third.ended() && directed(DemoPlan.directive("pause"))) {
      watchThePause();
      watchThePace();
    }
    return follower.until(Standing::ended, "running");
  }

  private void create() throws InterruptedException {
    api.putDefinition(DemoPlan.NAMESPACE, DemoPlan.NAME, plan.definition(target.url()));
    JsonNode input = api.uploadCsv(cities.csv());
    JsonNode created = api.createBatchJob(plan.batchJob(input.path("id").asText()));
    batchJob = created.path("id").asText();
    follower = new Follower(api, batchJob, progress.line("cities"));
    say(
        "Batch job %s: %,d cities, a request each, %d at a time.",
        batchJob, input.path("rows").asInt(), plan.maxConcurrent());
  }

  private void watchThePause() throws InterruptedException {
    Standing paused = follower.until(s -> s.is("paused"), "pausing");
    if (paused.ended()) {
      return;
    }
    int before = target.calls();
    follower.during(PAUSE, "paused");
    int begun = target.calls() - before;
    say(
        "Paused at %,d; %d calls reached the target in %d s.",
        paused.done(), begun, PAUSE.toSeconds());
    if (begun > 0) {
      differences.add("%d calls reached the target while it was paused".formatted(begun));
    }
  }

  private void watchThePace() throws InterruptedException {
    if (!directed(DemoPlan.directive("unpause").put("jobsPerSecond", plan.pace()))) {
      return;
    }
    int before = target.calls();
    long began = System.nanoTime();
    Standing paced = follower.during(PACED, "paced");
    double seconds = (System.nanoTime() - began) / 1e9;
    say(
        "Unpaused with jobsPerSecond %d: %.0f calls a second, retries included.",
        plan.pace(), (target.calls() - before) / seconds);
    if (!paced.ended() && directed(DemoPlan.directive("pause"))) {
      follower.until(s -> s.is("paused"), "pausing");
      if (directed(DemoPlan.directive("unpause"))) {
        say("Paused and unpaused without a limit: as fast as it goes.");
      }
    }
  }

  /** A batch job of few rows may have ended before a directive reaches it. */
  private boolean directed(JsonNode directive) throws InterruptedException {
    try {
      api.direct(batchJob, directive);
      pauses += directive.path("directive").asText().equals("pause") ? 1 : 0;
      return true;
    } catch (ApiProblem refused) {
      if (refused.status() != 409) {
        throw refused;
      }
      say("Refused: %s", refused.getMessage());
      return false;
    }
  }

  private void say(String text, Object... values) {
    progress.say(String.format(Locale.ROOT, text, values));
  }
}
