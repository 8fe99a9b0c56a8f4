package dev.windlass.bench;

import java.util.Collection;
import java.util.Locale;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/** Figures as people read them, and what many of them come to. */
final class Numbers {
  private Numbers() {}

  static double percentile(Collection<? extends Number> values, double percent) {
    double[] all = values.stream().mapToDouble(Number::doubleValue).toArray();
    return new Percentile()
        .withEstimationType(Percentile.EstimationType.R_1)
        .evaluate(all, percent);
  }

  static double median(Collection<? extends Number> values) {
    double[] all = values.stream().mapToDouble(Number::doubleValue).toArray();
    return new Percentile().withEstimationType(Percentile.EstimationType.R_7).evaluate(all, 50);
  }

  /** Three digits that matter, with thousands apart. */
  static String text(double value) {
    double size = Math.abs(value);
    int digits = size >= 100 || size == Math.rint(size) ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }
}
