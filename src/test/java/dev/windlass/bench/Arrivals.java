package dev.windlass.bench;

import dev.windlass.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Batch jobs that are created at a constant rate, whatever the program makes of them, until all
 * have ended: how many ended a second, and how many were under way at most.
 */
record Arrivals(double jobsPerSecond, Duration duration, int leastSubJobs, int mostSubJobs) {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** Sizes between the two are as frequent on a logarithmic scale. */
  int size(SplittableRandom random) {
    double low = Math.log(leastSubJobs);
    double high = Math.log(mostSubJobs + 1.0);
    return (int) Math.exp(low + random.nextDouble() * (high - low));
  }

  double meanSize() {
    SplittableRandom random = new SplittableRandom(1);
    double sum = 0;
    int many = 100_000;
    for (int i = 0; i < many; i++) {
      sum += size(random);
    }
    return sum / many;
  }

  Measured measure(Api api, String plotName) {
    Backlog.Look before = Backlog.now(api, 0);
    Sent sent = new Sent();
    long begun = System.nanoTime();
    try (Backlog backlog = new Backlog(api)) {
      send(api, sent);
      double sendSeconds = (System.nanoTime() - begun) / 1e9;
      awaitEnds(api, before, sent);
      double seconds = (System.nanoTime() - begun) / 1e9;
      long counted = Backlog.now(api, 0).subJobsEnded() - before.subJobsEnded();
      sent.refuseIfAnyIsLost(counted);
      List<Backlog.Look> looks = backlog.looks();
      return new Measured()
          .figure("sub-jobs per second", counted / seconds)
          .figure("batch jobs per second", sent.accepted() / seconds)
          .figure("creates refused", sent.refused.get())
          .figure("drained after the last create [s]", seconds - sendSeconds)
          .figure(
              "batch jobs under way, most",
              looks.stream().mapToLong(Backlog.Look::jobsActive).max().orElse(0))
          .latencies("create answered", sent.answeredMillis)
          .plot(plot(plotName, looks));
    }
  }

  /** What was asked for, and how it was answered so far. */
  private static final class Sent {
    private final AtomicInteger refused = new AtomicInteger();
    private final List<Double> answeredMillis = Collections.synchronizedList(new ArrayList<>());
    private int jobs;
    private long subJobs;

    void answered(boolean accepted, long dueNanos) {
      refused.addAndGet(accepted ? 0 : 1);
      answeredMillis.add((System.nanoTime() - dueNanos) / 1e6);
    }

    boolean allAnswered() {
      return answeredMillis.size() == jobs;
    }

    int accepted() {
      return jobs - refused.get();
    }

    /** A create without an answer may have been done all the same. */
    void refuseIfAnyIsLost(long counted) {
      if (refused.get() == 0 && counted != subJobs) {
        throw new IllegalStateException(subJobs + " sub-jobs were sent, and counted " + counted);
      }
    }
  }

  private void send(Api api, Sent sent) {
    SplittableRandom random = new SplittableRandom(42);
    sent.jobs =
        new Pacer(jobsPerSecond, duration)
            .run(
                (n, due) -> {
                  int size = size(random);
                  sent.subJobs += size;
                  api.createLater("no-op", size, "\"start\": true")
                      .thenAccept(accepted -> sent.answered(accepted, due));
                });
  }

  private static void awaitEnds(Api api, Backlog.Look before, Sent sent) {
    Await.until(
        "all have ended",
        PATIENCE,
        () ->
            sent.allAnswered()
                && Backlog.now(api, 0).jobsEnded() - before.jobsEnded() >= sent.accepted());
  }

  private Plot plot(String name, List<Backlog.Look> looks) {
    List<Double> x = looks.stream().map(Backlog.Look::at).toList();
    List<Double> ended = new ArrayList<>();
    for (int i = 0; i < looks.size(); i++) {
      Backlog.Look now = looks.get(i);
      Backlog.Look then = looks.get(Math.max(0, i - 10));
      double span = Math.max(0.5, now.at() - then.at());
      ended.add((now.jobsEnded() - then.jobsEnded()) / span);
    }
    return new Plot(
        name,
        "Batch jobs created at " + Numbers.text(jobsPerSecond) + " per second",
        "seconds",
        "batch jobs",
        false,
        false,
        List.of(
            new Plot.Line(
                "under way", x, looks.stream().map(l -> (double) l.jobsActive()).toList()),
            new Plot.Line("ended per second, over 5 s", x, ended)));
  }
}
