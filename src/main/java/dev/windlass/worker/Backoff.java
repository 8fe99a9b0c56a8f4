package dev.windlass.worker;

import java.time.Duration;

/** Doubles from the first wait to the longest, each one taken at random from its upper half. */
record Backoff(Duration first, Duration longest) {

  /** The wait after the n-th try, counted from 1; {@code random} is in 0..1. */
  Duration after(int tries, double random) {
    double doubled = first.toNanos() * Math.pow(2, Math.min(tries - 1, 60));
    double most = Math.min(doubled, longest.toNanos());
    return Duration.ofNanos((long) (most * (0.5 + random / 2)));
  }

  /** The same, but no shorter than what the target asked for, and never longer than the longest. */
  Duration after(int tries, double random, Duration asked) {
    Duration own = after(tries, random);
    if (asked == null || asked.compareTo(own) <= 0) {
      return own;
    }
    return asked.compareTo(longest) < 0 ? asked : longest;
  }
}
