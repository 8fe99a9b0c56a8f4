package dev.windlass.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.testkit.Await;
import java.util.ArrayList;
import java.util.List;

/** How soon a batch job at full speed stands still. */
record Pause(int pauses) implements Scenario {
  private static final int SUB_JOBS = 10_000_000;
  private static final int AT_SPEED = 10_000;

  /** A second's work: a batch job that has less left might end before it has paused. */
  private static final int LEAST_LEFT = 3_000_000;

  @Override
  public String name() {
    return "pause";
  }

  @Override
  public String about() {
    return "A batch job of 10,000,000 no-op sub-jobs is paused at full speed, "
        + pauses
        + " times a run: from sending the POST of the directive `pause` to the first answer of the API that says `paused`,"
        + " which is asked for anew 2 ms after each other answer. Then nothing runs any more. Before the next pause it is unpaused and"
        + " has moved on by 10,000 sub-jobs; one with less than 3,000,000 left runs to its end, and another one is begun."
        + " Every second directive says `wait=PT0S`, and is answered when it is in the log; the others when they have been applied.";
  }

  @Override
  public List<Goal> goals() {
    return List.of(Goal.atMost("paused after p99 [ms]", 500, "ms"));
  }

  @Override
  public void warmUp(Place place) {
    new Pause(20).measure(place);
  }

  @Override
  public Measured measure(Place place) {
    Api api = place.api();
    api.define("no-op", Api.NO_OP);
    List<Paused> all = new ArrayList<>();
    while (all.size() < pauses) {
      pauseOne(api, all);
    }
    List<Paused> held = all.stream().filter(Paused::waited).toList();
    List<Paused> atOnce = all.stream().filter(p -> !p.waited()).toList();
    return new Measured()
        .latencies("paused after", shown(all))
        .figure("paused after p50, with wait=PT0S [ms]", Numbers.median(shown(atOnce)))
        .latencies("answered after", answered(held))
        .latencies("answered after, with wait=PT0S", answered(atOnce))
        .figure("overtaken by the end", all.stream().filter(p -> !p.isPaused()).count());
  }

  /** As often as one batch job allows. */
  private void pauseOne(Api api, List<Paused> all) {
    String job = api.create("no-op", SUB_JOBS, "\"start\": true");
    for (long done = 0; all.size() < pauses && isAtSpeed(api, job, done); ) {
      Paused paused = Paused.now(api, job, all.size() % 2 == 0);
      all.add(paused);
      if (!paused.isPaused()) {
        break;
      }
      done = paused.done();
      paused.refuseIfAnythingRuns(api.view(job));
      api.direct(job, "unpause");
    }
    api.awaitSuccess(job, SUB_JOBS);
  }

  /** False where too little is left. */
  private static boolean isAtSpeed(Api api, String job, long done) {
    JsonNode view =
        Await.value(
            "it has moved on from " + done,
            () -> api.view(job),
            v ->
                v.at("/progress/done").asLong() >= done + AT_SPEED
                    || v.path("status").asText().equals("completed"));
    return view.at("/progress/remaining").asLong() >= LEAST_LEFT;
  }

  private static List<Double> shown(List<Paused> pauses) {
    return pauses.stream().map(Paused::shownMillis).toList();
  }

  private static List<Double> answered(List<Paused> pauses) {
    return pauses.stream().map(Paused::answeredMillis).toList();
  }
}
