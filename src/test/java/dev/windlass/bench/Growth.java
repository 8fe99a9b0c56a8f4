package dev.windlass.bench;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a sub-job costs, while something grows. */
final class Growth {
  static final String RATIO = "dearest to cheapest";
  static final Goal GOAL = Goal.atMost(RATIO, 2, "");

  private final String what;
  private final SortedMap<Integer, Double> micros = new TreeMap<>();

  /** What grows, in the plural. */
  Growth(String what) {
    this.what = what;
  }

  void at(int size, double microsPerSubJob) {
    micros.put(size, microsPerSubJob);
  }

  Measured measured(String plotName) {
    Measured measured = new Measured();
    micros.forEach(
        (size, each) ->
            measured.figure("%s %s: each sub-job [µs]".formatted(Numbers.text(size), what), each));
    double dearest = Collections.max(micros.values());
    double cheapest = Collections.min(micros.values());
    return measured.figure(RATIO, dearest / cheapest).plot(plot(plotName));
  }

  private Plot plot(String name) {
    List<Double> x = micros.keySet().stream().map(Integer::doubleValue).toList();
    return new Plot(
        name,
        "Time per sub-job",
        what,
        "µs",
        true,
        true,
        List.of(new Plot.Line("µs per sub-job", x, List.copyOf(micros.values()))));
  }
}
