package dev.windlass.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.job.JobId;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** What the coordinator keeps of a large batch job. */
record State(int subJobs) implements Scenario {
  private static final String RUNNING = "no-op: running, the most [MB]";
  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final double MEGABYTE = 1e6;

  /** Of three that end one succeeds, or fails, or succeeds with errors: nothing to tell shortly. */
  private static final String AT_RANDOM =
      """
      "handler": "simulate", "iterations": 2, "failuresToIgnore": 1,
      "cases": [ { "id": "work", "parameters": { "failureRate": 0.5 } } ]\
      """;

  @Override
  public String name() {
    return "state";
  }

  @Override
  public String about() {
    return "The coordinator's state of one batch job of %,d sub-jobs: the newest record of each of its keys in the changelogs, keys and values."
            .formatted(subJobs)
        + " First of no-op sub-jobs: the most while it runs at full speed, when it is paused in the"
        + " middle, and when it has ended. Then the worst case, in which every sub-job ends as"
        + " completed, completed with errors or failed by chance (1 : 2 : 1).";
  }

  @Override
  public List<Goal> goals() {
    return List.of(Goal.atMost(RUNNING, 1, "MB"));
  }

  /** Sizes need none. */
  @Override
  public void warmUp(Place place) {
    place.api().define("no-op", Api.NO_OP);
    place.api().define("at-random", AT_RANDOM);
  }

  @Override
  public Measured measure(Place place) {
    Measured measured = new Measured();
    noOp(place, measured);
    atRandom(place, measured);
    return measured;
  }

  private void noOp(Place place, Measured measured) {
    Api api = place.api();
    String job = api.create("no-op", subJobs, "\"start\": true");
    try (StateRecords state = new StateRecords(place.kafka(), JobId.parse(job))) {
      follow(state, api, job, view -> done(view) >= subJobs / 2 - subJobs / 10);
      long most = state.largest();
      api.direct(job, "pause");
      JsonNode paused = follow(state, api, job, view -> is(view, "paused"));
      if (done(paused) == 0 || done(paused) == subJobs) {
        throw new IllegalStateException("It is not paused in the middle: " + paused);
      }
      long inTheMiddle = state.bytesNow();
      state.beginAnew();
      api.direct(job, "unpause");
      check(follow(state, api, job, view -> is(view, "completed")));
      measured
          .figure(RUNNING, Math.max(most, state.largest()) / MEGABYTE)
          .figure("no-op: paused in the middle [MB]", inTheMiddle / MEGABYTE)
          .figure("no-op: ended [MB]", state.bytesNow() / MEGABYTE);
    }
  }

  private void atRandom(Place place, Measured measured) {
    Api api = place.api();
    String job = api.create("at-random", subJobs, "\"start\": true");
    try (StateRecords state = new StateRecords(place.kafka(), JobId.parse(job))) {
      JsonNode end = follow(state, api, job, view -> is(view, "failed"));
      check(end);
      double failed = end.at("/counts/failed").asDouble() / subJobs;
      if (Math.abs(failed - 0.25) > 0.05) {
        throw new IllegalStateException("They did not fail by chance: " + end);
      }
      long ended = state.bytesNow();
      measured
          .figure("worst case: running, the most [MB]", state.largest() / MEGABYTE)
          .figure("worst case: ended [MB]", ended / MEGABYTE);
    }
  }

  private static JsonNode follow(
      StateRecords state, Api api, String job, Predicate<JsonNode> until) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      state.follow();
      JsonNode view = api.view(job);
      if (until.test(view)) {
        return view;
      }
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("It goes on for too long: " + view);
      }
    }
  }

  private void check(JsonNode end) {
    int ended = end.at("/counts/completed").asInt() + end.at("/counts/failed").asInt();
    if (ended != subJobs) {
      throw new IllegalStateException("Not all of them were counted: " + end);
    }
  }

  private static long done(JsonNode view) {
    return view.at("/progress/done").asLong();
  }

  private static boolean is(JsonNode view, String status) {
    return view.path("status").asText().equals(status);
  }
}
