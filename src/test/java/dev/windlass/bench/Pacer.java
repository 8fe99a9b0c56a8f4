package dev.windlass.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls at a constant rate, whatever becomes of the calls before: a program that is slow is not
 * asked less. Each call gets the instant at which it was due, from which its latency counts.
 */
record Pacer(double perSecond, Duration duration) {
  interface Call {
    void make(int number, long dueNanos);
  }

  /** How many calls were made. */
  int run(Call call) {
    long begin = System.nanoTime();
    int all = (int) (perSecond * duration.toMillis() / 1000);
    for (int n = 0; n < all; n++) {
      long due = begin + (long) (n * 1e9 / perSecond);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      call.make(n, due);
    }
    return all;
  }
}
