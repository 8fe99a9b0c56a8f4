package dev.windlass.bench;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Batch jobs of one size, created and started one right after the other while fewer than {@code
 * underWay} have not ended, until all have: how long the program takes for them when it always has
 * work.
 */
record Flood(int jobs, int subJobs, int underWay) {
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  /** Looking more often would cost more than it tells. */
  private static final long STEP = TimeUnit.MILLISECONDS.toNanos(20);

  /** Half of what the API takes at a time. */
  private static final int REQUESTS = 256;

  /** Microseconds for each sub-job; all of them have been counted. */
  double micros(Api api) throws InterruptedException {
    Backlog.Look before = Backlog.now(api, 0);
    long begun = System.nanoTime();
    create(api, before.jobsEnded());
    awaitEnded(api, before.jobsEnded() + jobs);
    double nanos = System.nanoTime() - begun;
    refuseIfAnyIsLost(Backlog.now(api, 0).subJobsEnded() - before.subJobsEnded());
    return nanos / 1e3 / jobs / subJobs;
  }

  /** Returns when all have been accepted. */
  private void create(Api api, long endedBefore) throws InterruptedException {
    Semaphore requests = new Semaphore(REQUESTS);
    AtomicInteger refused = new AtomicInteger();
    long room = underWay;
    for (int sent = 0; sent < jobs && refused.get() == 0; sent++) {
      if (sent == room) {
        room = underWay + awaitEnded(api, endedBefore + sent - underWay + 1) - endedBefore;
      }
      requests.acquire();
      api.createLater("no-op", subJobs, "\"start\": true")
          .thenAccept(
              accepted -> {
                refused.addAndGet(accepted ? 0 : 1);
                requests.release();
              });
    }
    requests.acquire(REQUESTS);
    if (refused.get() > 0) {
      throw new IllegalStateException(refused + " of " + jobs + " batch jobs were refused");
    }
  }

  /** How many have ended, as soon as it is so many. */
  private static long awaitEnded(Api api, long least) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long ended = Backlog.now(api, 0).jobsEnded();
    for (; ended < least; ended = Backlog.now(api, 0).jobsEnded()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException(least + " were to end, and " + ended + " have");
      }
      LockSupport.parkNanos(STEP);
    }
    return ended;
  }

  private void refuseIfAnyIsLost(long counted) {
    if (counted != (long) jobs * subJobs) {
      throw new IllegalStateException(
          "%d batch jobs of %d sub-jobs: %d sub-jobs were counted"
              .formatted(jobs, subJobs, counted));
    }
  }
}
