package dev.windlass.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Waits until something is so, for a bounded time; for what gives no signal of its own. A condition
 * that throws is not so yet, and what it threw last stands in the failure.
 */
public final class Await {
  public static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration STEP = Duration.ofMillis(10);

  private Await() {}

  public static void until(String what, Callable<Boolean> condition) {
    until(what, PATIENCE, condition);
  }

  public static void until(String what, Duration atMost, Callable<Boolean> condition) {
    value(what, atMost, condition, so -> so);
  }

  public static <T> T value(String what, Callable<T> source, Predicate<T> wanted) {
    return value(what, PATIENCE, source, wanted);
  }

  /** The first value of the source that is wanted; fails with the last one seen. */
  public static <T> T value(String what, Duration atMost, Callable<T> source, Predicate<T> wanted) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (true) {
      Seen<T> seen = Seen.of(source, wanted);
      if (seen.wanted()) {
        return seen.value();
      }
      if (System.nanoTime() - deadline >= 0) {
        throw new AssertionError(
            "after " + atMost + " still not: " + what + "; last seen: " + seen.text(),
            seen.thrown());
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
  }

  private record Seen<T>(T value, boolean wanted, Throwable thrown) {
    static <T> Seen<T> of(Callable<T> source, Predicate<T> wanted) {
      try {
        T value = source.call();
        return new Seen<>(value, wanted.test(value), null);
      } catch (Exception | AssertionError e) {
        return new Seen<>(null, false, e);
      }
    }

    String text() {
      return thrown == null ? String.valueOf(value) : thrown.toString();
    }
  }
}
