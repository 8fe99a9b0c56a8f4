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
        new Compare(Compare.Amounts.ALL),
        new Micro());
  }

  private static Duration seconds(Integer given, int own) {
    return Duration.ofSeconds(given == null ? own : given);
  }
}
