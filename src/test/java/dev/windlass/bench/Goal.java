package dev.windlass.bench;

/** What a figure is to reach. */
record Goal(String figure, String unit, boolean atLeast, double bound) {
  static Goal atLeast(String figure, double bound, String unit) {
    return new Goal(figure, unit, true, bound);
  }

  static Goal atMost(String figure, double bound, String unit) {
    return new Goal(figure, unit, false, bound);
  }

  boolean reached(double value) {
    return atLeast ? value >= bound : value <= bound;
  }

  String text() {
    return (atLeast ? "≥ " : "≤ ") + Numbers.text(bound) + " " + unit;
  }
}
