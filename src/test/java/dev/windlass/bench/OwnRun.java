package dev.windlass.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.testkit.Await;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** The same work as a {@link RivalRun}, given to the program over REST. */
record OwnRun(Api api) {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** Below what the program takes at a time; one more would be turned away. */
  private static final int REQUESTS_UNDER_WAY = 256;

  /** One batch job that was created before: sub-jobs per second from sending its start. */
  double storedBefore(int subJobs) {
    String job = api.create("no-op", subJobs, "");
    Counted before = Counted.now(api);
    long begun = System.nanoTime();
    api.direct(job, "start");
    return completed(job, subJobs, before, begun);
  }

  /** Sub-jobs per second from sending the create. */
  double submittedMeanwhile(int subJobs) {
    Counted before = Counted.now(api);
    long begun = System.nanoTime();
    String job = api.create("no-op", subJobs, "\"start\": true");
    return completed(job, subJobs, before, begun);
  }

  /** Batch jobs of one sub-job each per second, from sending the first create. */
  double singles(int jobs) throws InterruptedException {
    Counted before = Counted.now(api);
    long endedBefore = Backlog.now(api, 0).jobsEnded();
    long begun = System.nanoTime();
    createSingles(jobs);
    Await.until(
        "all have ended", PATIENCE, () -> Backlog.now(api, 0).jobsEnded() - endedBefore == jobs);
    double seconds = (System.nanoTime() - begun) / 1e9;
    checkRun(jobs, before);
    return jobs / seconds;
  }

  private double completed(String job, int subJobs, Counted before, long begun) {
    JsonNode end = api.await(job, "completed");
    double seconds = (System.nanoTime() - begun) / 1e9;
    if (end.at("/progress/successful").asInt() != subJobs) {
      throw new IllegalStateException("Not all of them were counted: " + end);
    }
    checkRun(subJobs, before);
    return subJobs / seconds;
  }

  /** What the workers ran, by their own count, whatever was reported of it. */
  private record Counted(double operations, double leasesEnded) {
    static Counted now(Api api) {
      return new Counted(
          api.metric("windlass_operations_total"), api.metric("windlass_leases_ended_total"));
    }
  }

  /** A worker that is silent for longer than its lease is the one reason for running twice. */
  private void checkRun(int wanted, Counted before) {
    Counted now = Counted.now(api);
    double ran = now.operations - before.operations;
    if (ran != wanted) {
      throw new IllegalStateException(
          "%,.0f operations were run, not %,d, while %.0f leases ended"
              .formatted(ran, wanted, now.leasesEnded - before.leasesEnded));
    }
  }

  private void createSingles(int jobs) throws InterruptedException {
    Semaphore room = new Semaphore(REQUESTS_UNDER_WAY);
    AtomicInteger refused = new AtomicInteger();
    for (int n = 0; n < jobs; n++) {
      room.acquire();
      api.createLater("no-op", 1, "\"start\": true")
          .whenComplete(
              (status, failure) -> {
                refused.addAndGet(failure == null && status == 202 ? 0 : 1);
                room.release();
              });
    }
    room.acquire(REQUESTS_UNDER_WAY);
    if (refused.get() > 0) {
      throw new IllegalStateException(refused + " creates were refused");
    }
  }
}
