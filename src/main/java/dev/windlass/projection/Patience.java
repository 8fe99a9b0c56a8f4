package dev.windlass.projection;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waiting between tries, ever longer, and not at all when the role ends. */
final class Patience {
  private static final int STEPS = 50;

  private final Duration longest;
  private final CountDownLatch closing;

  Patience(Duration longest, CountDownLatch closing) {
    this.longest = longest;
    this.closing = closing;
  }

  boolean closing() {
    return closing.getCount() == 0;
  }

  /** Throws {@link Closing} when the role ends meanwhile. */
  void rest(int tries) {
    long nanos = longest.toNanos() / STEPS << Math.min(tries, 6);
    pause(Duration.ofNanos(Math.min(nanos, longest.toNanos())));
  }

  void pause(Duration time) {
    try {
      if (closing.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new Closing();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Closing();
    }
  }
}
