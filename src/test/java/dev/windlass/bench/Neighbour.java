package dev.windlass.bench;

import java.time.Duration;
import java.util.List;

/** What a small batch job notices of a large one beside it. */
record Neighbour(Duration duration) implements Scenario {
  private static final int PER_SECOND = 10;

  /**
   * So long the compiler takes a fifth of the processors from what is measured, as it does once.
   */
  private static final Duration WARM_UP = Duration.ofMinutes(2);

  @Override
  public String name() {
    return "neighbour";
  }

  @Override
  public String about() {
    return "Batch jobs of one sub-job that makes an HTTP call, started by 10 directives a second, while a batch job of 10,000,000 no-op sub-jobs"
        + " runs at full speed: from the instant at which the POST of the directive was due to the arrival of the call. Before the large one ends"
        + " another one is begun, so that one runs at every moment; that is checked.";
  }

  @Override
  public List<Goal> goals() {
    return List.of(Goal.atMost("start latency p99 [ms]", 300, "ms"));
  }

  @Override
  public void warmUp(Place place) throws Exception {
    measure(place, WARM_UP);
  }

  @Override
  public Measured measure(Place place) throws Exception {
    return measure(place, duration);
  }

  private static Measured measure(Place place, Duration duration) throws Exception {
    Api api = place.api();
    api.define("no-op", Api.NO_OP);
    try (Starts starts = Starts.create(api, PER_SECOND, duration);
        BigJobs bigJobs = BigJobs.start(api)) {
      List<Double> millis = starts.run();
      bigJobs.refuseUnlessOneRan(starts.firstDue(), System.nanoTime());
      starts.refuseIfAnyIsLost();
      bigJobs.refuseIfAnyIsLost();
      return new Measured()
          .latencies("start latency", millis)
          .figure("large batch jobs begun", bigJobs.begun());
    }
  }
}
