package dev.windlass.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.testkit.Await;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** The same work as a {@link RivalRun}, given to the program over REST. */
record OwnRun(Api api) {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final String OPERATIONS = "windlass_operations_total";

  /** Below what the program takes at a time; one more would be turned away. */
  private static final int REQUESTS_UNDER_WAY = 256;

  /** One batch job that was created before: sub-jobs per second from sending its start. */
  double storedBefore(int subJobs) {
    String job = api.create("no-op", subJobs, "");
    double operations = api.metric(OPERATIONS);
    long begun = System.nanoTime();
    api.direct(job, "start");
    return completed(job, subJobs, operations, begun);
  }

  /** Sub-jobs per second from sending the create. */
  double submittedMeanwhile(int subJobs) {
    double operations = api.metric(OPERATIONS);
    long begun = System.nanoTime();
    String job = api.create("no-op", subJobs, "\"start\": true");
    return completed(job, subJobs, operations, begun);
  }

  /** Batch jobs of one sub-job each per second, from sending the first create. */
  double singles(int jobs) throws InterruptedException {
    double operations = api.metric(OPERATIONS);
    long before = Backlog.now(api, 0).jobsEnded();
    long begun = System.nanoTime();
    createSingles(jobs);
    Await.until("all have ended", PATIENCE, () -> Backlog.now(api, 0).jobsEnded() - before == jobs);
    double seconds = (System.nanoTime() - begun) / 1e9;
    checkRun(jobs, operations);
    return jobs / seconds;
  }

  private double completed(String job, int subJobs, double operations, long begun) {
    JsonNode end = api.await(job, "completed");
    double seconds = (System.nanoTime() - begun) / 1e9;
    if (end.at("/progress/successful").asInt() != subJobs) {
      throw new IllegalStateException("Not all of them were counted: " + end);
    }
    checkRun(subJobs, operations);
    return subJobs / seconds;
  }

  /** Workers count what they ran on their own, whatever was reported of it. */
  private void checkRun(int wanted, double before) {
    double ran = api.metric(OPERATIONS) - before;
    if (ran != wanted) {
      throw new IllegalStateException("Run were " + (long) ran + " operations, not " + wanted);
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
