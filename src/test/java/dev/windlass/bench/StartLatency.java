package dev.windlass.bench;

import java.time.Duration;
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
    try (Starts starts = Starts.create(place.api(), PER_SECOND, duration)) {
      List<Double> millis = starts.run();
      starts.refuseIfAnyIsLost();
      return new Measured().latencies("start latency", millis);
    }
  }
}
