package dev.windlass.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one run gave: figures by their name and unit, as in {@code start latency p99 [ms]}. */
final class Measured {
  private final Map<String, Double> figures = new LinkedHashMap<>();
  private final List<Plot> plots = new ArrayList<>();

  Measured figure(String name, double value) {
    figures.put(name, value);
    return this;
  }

  /** The usual three of what took so long. */
  Measured latencies(String name, List<Double> millis) {
    return figure(name + " p50 [ms]", Numbers.percentile(millis, 50))
        .figure(name + " p99 [ms]", Numbers.percentile(millis, 99))
        .figure(name + " max [ms]", Numbers.percentile(millis, 100));
  }

  Measured plot(Plot plot) {
    plots.add(plot);
    return this;
  }

  Map<String, Double> figures() {
    return figures;
  }

  List<Plot> plots() {
    return plots;
  }
}
