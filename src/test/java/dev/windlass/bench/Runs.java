package dev.windlass.bench;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** How often each job ran. */
final class Runs {
  private final AtomicIntegerArray times;
  private final CountDownLatch left;

  Runs(int jobs) {
    this.times = new AtomicIntegerArray(jobs);
    this.left = new CountDownLatch(jobs);
  }

  void ran(int job) {
    if (times.getAndIncrement(job) == 0) {
      left.countDown();
    }
  }

  void awaitAll(Duration atMost) throws InterruptedException {
    if (!left.await(atMost.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("After " + atMost + " still " + left.getCount() + " to run");
    }
  }

  /** Asked when nothing runs any more. */
  void checkOnceEach() {
    for (int job = 0; job < times.length(); job++) {
      if (times.get(job) != 1) {
        throw new IllegalStateException("Job " + job + " ran " + times.get(job) + " times");
      }
    }
  }
}
