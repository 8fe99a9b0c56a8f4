package dev.windlass.bench;

import java.time.Duration;
import java.util.List;

/** Many batch jobs of very different sizes, for long. */
record Steady(Duration duration) implements Scenario {
  private static final int GOAL = 30_000;

  @Override
  public String name() {
    return "steady";
  }

  @Override
  public String about() {
    return "Batch jobs of 1 to 1,000 no-op sub-jobs (all orders of magnitude equally frequent, 145 on average), created one by one over REST"
        + " at a constant rate that comes to 31,000 sub-jobs/s, whatever becomes of them. From the first create until the last one has ended.";
  }

  @Override
  public List<Goal> goals() {
    return List.of(
        Goal.atLeast("sub-jobs per second", GOAL, "/s"),
        Goal.atMost("drained after the last create [s]", 5, "s"));
  }

  @Override
  public void warmUp(Place place) {
    place.api().define("no-op", Api.NO_OP);
    arrivals(Duration.ofSeconds(30), 0.5).measure(place.api(), "warm-up");
  }

  @Override
  public Measured measure(Place place) {
    return arrivals(duration, 1).measure(place.api(), "steady");
  }

  private static Arrivals arrivals(Duration duration, double part) {
    double mean = new Arrivals(1, duration, 1, 1000).meanSize();
    return new Arrivals(part * GOAL * 31 / 30 / mean, duration, 1, 1000);
  }
}
