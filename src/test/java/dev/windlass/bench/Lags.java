package dev.windlass.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** After what time each event of one batch job was seen in the view. */
record Lags(List<EventTime> events, List<Double> millis, double subJobsPerSecond) {
  private static final int BUCKETS_PER_SECOND = 4;

  static Lags of(List<EventTime> events, List<ViewVersions.Look> looks, double subJobsPerSecond) {
    refuseGaps(events);
    List<Double> millis = new ArrayList<>();
    int look = 0;
    for (EventTime event : events) {
      while (looks.get(look).version() < event.version()) {
        look++;
      }
      millis.add(Duration.between(event.at(), looks.get(look).at()).toNanos() / 1e6);
    }
    return new Lags(events, millis, subJobsPerSecond);
  }

  void tell(String prefix, Measured measured) {
    measured
        .latencies(prefix + "view lag", millis)
        .figure(prefix + "events", events.size())
        .figure(prefix + "sub-jobs per second", subJobsPerSecond);
  }

  /** The longest in each part of a second: all of them would be a large file. */
  Plot.Line line(String name) {
    Instant begun = events.getFirst().at();
    TreeMap<Long, Double> longest = new TreeMap<>();
    for (int i = 0; i < events.size(); i++) {
      long at = Duration.between(begun, events.get(i).at()).toMillis();
      longest.merge(at * BUCKETS_PER_SECOND / 1000, millis.get(i), Math::max);
    }
    List<Double> x =
        longest.keySet().stream().map(bucket -> (double) bucket / BUCKETS_PER_SECOND).toList();
    return new Plot.Line(name, x, List.copyOf(longest.values()));
  }

  private static void refuseGaps(List<EventTime> events) {
    for (int i = 1; i < events.size(); i++) {
      if (events.get(i).version() != events.get(i - 1).version() + 1) {
        throw new IllegalStateException(
            "after the event " + events.get(i - 1) + " there came " + events.get(i));
      }
    }
  }
}
