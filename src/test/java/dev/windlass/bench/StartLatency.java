package dev.windlass.bench;

import dev.windlass.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** From the directive to the operation. */
record StartLatency(Duration duration) implements Scenario {
  private static final int PER_SECOND = 50;

  @Override
  public String name() {
    return "start-latency";
  }

  @Override
  public String about() {
    return "Batch jobs of one sub-job that makes an HTTP call, started by 50 directives a second: from the instant at which the"
        + " POST of the directive was due to the arrival of the call.";
  }

  @Override
  public List<Goal> goals() {
    return List.of(
        Goal.atMost("start latency p50 [ms]", 30, "ms"),
        Goal.atMost("start latency p99 [ms]", 100, "ms"));
  }

  @Override
  public void warmUp(Place place) throws Exception {
    measure(place, Duration.ofSeconds(20));
  }

  @Override
  public Measured measure(Place place) throws Exception {
    return measure(place, duration);
  }

  private static Measured measure(Place place, Duration duration) throws Exception {
    int all = (int) (PER_SECOND * duration.toSeconds());
    try (Target target = Target.start(all)) {
      Api api = place.api();
      String definition = "call-" + target.url().replaceAll("\\D", "");
      api.define(definition, Api.call(target.url()));
      List<String> jobs = new ArrayList<>();
      for (int n = 0; n < all; n++) {
        jobs.add(api.create(definition, 1, "\"arguments\": { \"n\": %d }".formatted(n)));
      }
      long[] due = new long[all];
      new Pacer(PER_SECOND, duration)
          .run(
              (n, at) -> {
                due[n] = at;
                api.directLater(jobs.get(n), "start");
              });
      Await.until("all were called", () -> target.called() == all);
      List<Double> millis = new ArrayList<>();
      for (int n = 0; n < all; n++) {
        millis.add((target.calledAt(n) - due[n]) / 1e6);
      }
      return new Measured().latencies("start latency", millis);
    }
  }
}
