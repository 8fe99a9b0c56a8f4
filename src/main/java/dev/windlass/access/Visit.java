package dev.windlass.access;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** An answer that goes on, for as long as what its reader came with is good. */
public final class Visit {
  private final long every;
  private final BooleanSupplier good;
  private volatile long asked = System.nanoTime();
  private volatile boolean over;

  Visit(Duration every, BooleanSupplier good) {
    this.every = every.toNanos();
    this.good = good;
  }

  /** To be asked before each piece of the answer. Now and then it waits for a database. */
  public boolean isOver() {
    long now = System.nanoTime();
    if (!over && now - asked >= every) {
      asked = now;
      over = !good.getAsBoolean();
    }
    return over;
  }
}
