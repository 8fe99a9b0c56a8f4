package dev.windlass.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks at the statistics every half second: how much has ended, how much is under way. */
final class Backlog implements AutoCloseable {
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final Api api;
  private final long begun = System.nanoTime();
  private final List<Look> looks = new ArrayList<>();

  /** Seconds since the beginning, and what the counters say that has ended and is under way. */
  record Look(double at, long subJobsEnded, long jobsEnded, long jobsActive) {}

  Backlog(Api api) {
    this.api = api;
    clock.scheduleAtFixedRate(this::look, 0, 500, TimeUnit.MILLISECONDS);
  }

  List<Look> looks() {
    synchronized (looks) {
      return List.copyOf(looks);
    }
  }

  static Look now(Api api, double at) {
    JsonNode all = api.statistics();
    JsonNode jobs = all.path("batchJobs");
    long ended = jobs.path("completed").asLong();
    long active = 0;
    for (String status : List.of("created", "queued", "starting", "running")) {
      active += jobs.path(status).asLong();
    }
    return new Look(at, all.at("/operations/done").asLong(), ended, active);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  private void look() {
    try {
      Look look = now(api, (System.nanoTime() - begun) / 1e9);
      synchronized (looks) {
        looks.add(look);
      }
    } catch (RuntimeException | AssertionError e) {
      System.err.println("statistics: " + e.getMessage());
    }
  }
}
