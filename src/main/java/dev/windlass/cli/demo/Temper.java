package dev.windlass.cli.demo;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * How the target treats a city: drawn from the city's number alone, so that each run is the same
 * and every count can be explained.
 *
 * @param broken every call fails
 * @param hesitant the first call fails
 */
record Temper(boolean broken, boolean hesitant, Duration takes) {
  private static final long SEED = 1_881;
  private static final double BROKEN = 0.015;
  private static final double HESITANT = 0.03;
  private static final double SLOW = 0.02;

  static Temper of(long city) {
    SplittableRandom drawn = new SplittableRandom(SEED * 1_000_003 ^ city);
    double fate = drawn.nextDouble();
    boolean slow = drawn.nextDouble() < SLOW;
    int millis = slow ? drawn.nextInt(200, 801) : drawn.nextInt(50, 111);
    return new Temper(
        fate < BROKEN, fate >= BROKEN && fate < BROKEN + HESITANT, Duration.ofMillis(millis));
  }

  /** Whether the call fails that comes as the given one, counted from 1. */
  boolean fails(int call) {
    return broken || hesitant && call == 1;
  }

  /** Whether it succeeds in the end, given at least two tries. */
  boolean succeeds() {
    return !broken;
  }
}
