package dev.windlass.bench;

import java.time.Duration;
import java.util.List;

/** All that there are, in the order of the document. */
final class Scenarios {
  private Scenarios() {}

  /** {@code seconds} is null where each is to take its own time. */
  static List<Scenario> all(Integer seconds) {
    return List.of(
        new BurnDown(),
        new Steady(seconds(seconds, 600)),
        new Singles(seconds(seconds, 30)),
        new StartLatency(seconds(seconds, 60)),
        new ViewLag(seconds(seconds, 30)),
        new Pause(60),
        new Neighbour(seconds(seconds, 60)),
        new Pacing(seconds(seconds, 30)),
        new State(1_000_000),
        new TakeOver(0, 1_000_000),
        new TakeOver(1, 1_000_000),
        new Watching(seconds(seconds, 60), 5000),
        new Memory(1_000_000),
        new Rebuild(1_000_000),
        new GrowthOfSubJobs(1_000_000),
        new GrowthOfBatchJobs(100_000),
        new GrowthOfWorkers(1_000_000),
        new Cost(),
        new Compare(Compare.Amounts.ALL),
        new Micro());
  }

  private static Duration seconds(Integer given, int own) {
    return Duration.ofSeconds(given == null ? own : given);
  }
}
