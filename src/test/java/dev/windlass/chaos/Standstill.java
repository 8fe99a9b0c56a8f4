package dev.windlass.chaos;

import java.time.Duration;

/** The longest time without a movement, from the fault on. */
final class Standstill {
  private boolean watching;
  private long last;
  private long longest;

  /** From here on: the fault is about to strike. */
  synchronized void begin() {
    watching = true;
    last = System.nanoTime();
    longest = 0;
  }

  synchronized void moved() {
    if (watching) {
      long now = System.nanoTime();
      longest = Math.max(longest, now - last);
      last = now;
    }
  }

  synchronized Duration longest() {
    return Duration.ofNanos(longest);
  }
}
