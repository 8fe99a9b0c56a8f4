package dev.windlass.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Batch jobs of the largest size, the next one begun before one ends, so that one always runs. */
final class BigJobs implements AutoCloseable {
  static final int SUB_JOBS = 10_000_000;

  private static final int ENDED_BEFORE = 409;

  /** Some seconds' work. */
  private static final int NEARLY_DONE = SUB_JOBS / 2;

  private static final long LOOK_MILLIS = 100;

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final Api api;
  private final List<Big> all = new ArrayList<>();
  private volatile RuntimeException failure;

  /** One of them: since when and until when it has been seen to run. */
  private static final class Big {
    private final String id;
    private long runsSince;
    private long runsUntil;
    private long left = SUB_JOBS;

    Big(String id) {
      this.id = id;
    }

    void look(Api api) {
      long asked = System.nanoTime();
      JsonNode view = api.view(id);
      left = view.at("/progress/remaining").asLong();
      if (!view.path("status").asText().equals("running") || left == 0) {
        return;
      }
      runsUntil = asked;
      if (runsSince == 0) {
        runsSince = System.nanoTime();
      }
    }
  }

  private BigJobs(Api api) {
    this.api = api;
  }

  /** When one runs. */
  static BigJobs start(Api api) {
    BigJobs jobs = new BigJobs(api);
    jobs.startAnother();
    api.await(jobs.last().id, "running");
    jobs.look();
    jobs.clock.scheduleWithFixedDelay(
        jobs::lookUnlessFailed, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    return jobs;
  }

  /** By {@link System#nanoTime}; looks once more, so that it knows of this instant. */
  void refuseUnlessOneRan(long from, long to) throws InterruptedException {
    clock.shutdown();
    if (!clock.awaitTermination(1, TimeUnit.MINUTES) || failure != null) {
      throw new IllegalStateException("the large batch jobs could not be looked at", failure);
    }
    look();
    long covered = from;
    for (Big big : all) {
      if (big.runsSince != 0 && big.runsSince <= covered) {
        covered = Math.max(covered, big.runsUntil);
      }
    }
    if (covered < to) {
      throw new IllegalStateException(
          "no large batch job was seen to run for %d ms before the end"
              .formatted((to - covered) / 1_000_000));
    }
  }

  /** All but the last have to end by themselves, with everything counted. */
  void refuseIfAnyIsLost() {
    all.subList(0, all.size() - 1).forEach(big -> api.awaitSuccess(big.id, SUB_JOBS));
  }

  int begun() {
    return all.size();
  }

  @Override
  public void close() {
    clock.shutdownNow();
    String last = last().id;
    if (!api.view(last).path("status").asText().equals("completed")) {
      int answered = api.ask(last, "stop", Duration.ofSeconds(2)).status();
      api.await(last, answered == ENDED_BEFORE ? "completed" : "stopped");
    }
  }

  private Big last() {
    return all.getLast();
  }

  private void startAnother() {
    all.add(new Big(api.create("no-op", SUB_JOBS, "\"start\": true")));
  }

  private void lookUnlessFailed() {
    try {
      look();
      if (last().left < NEARLY_DONE) {
        startAnother();
      }
    } catch (RuntimeException | AssertionError e) {
      failure = new IllegalStateException(e);
    }
  }

  private void look() {
    all.stream().filter(big -> big.left > 0).forEach(big -> big.look(api));
  }
}
