package dev.windlass.bench;

import java.time.Duration;
import java.util.List;

/** Batch jobs of one sub-job each. */
record Singles(Duration duration) implements Scenario {
  /** A cold program does a quarter of what a warm one does. */
  private static final Duration WARM_UP = Duration.ofSeconds(40);

  private static final List<Integer> WARM_UP_RATES = List.of(100, 200, 300, 350);

  @Override
  public String name() {
    return "singles";
  }

  @Override
  public String about() {
    return "Batch jobs of one no-op sub-job each, created and started one by one over REST at 1,000 a second, and then at 2,000."
        + " From the first create until the last one has ended.";
  }

  @Override
  public List<Goal> goals() {
    return List.of(
        Goal.atLeast("at 1,000/s: batch jobs per second", 950, "/s"),
        Goal.atLeast("at 2,000/s: batch jobs per second", 1900, "/s"));
  }

  @Override
  public void warmUp(Place place) {
    place.api().define("no-op", Api.NO_OP);
    for (int rate : WARM_UP_RATES) {
      new Arrivals(rate, WARM_UP, 1, 1).measure(place.api(), "warm-up");
    }
  }

  @Override
  public Measured measure(Place place) {
    Measured both = new Measured();
    for (int rate : List.of(1000, 2000)) {
      Measured one = new Arrivals(rate, duration, 1, 1).measure(place.api(), "singles-" + rate);
      String prefix = "at " + Numbers.text(rate) + "/s: ";
      one.figures().forEach((name, value) -> both.figure(prefix + name, value));
      one.plots().forEach(both::plot);
    }
    return both;
  }
}
