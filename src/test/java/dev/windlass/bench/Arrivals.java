package dev.windlass.bench;

import dev.windlass.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
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
    SplittableRandom random = new SplittableRandom(42);
    Backlog.Look before = Backlog.now(api, 0);
    AtomicInteger refused = new AtomicInteger();
    List<Double> answered = java.util.Collections.synchronizedList(new ArrayList<>());
    long[] subJobs = {0};
    long begun = System.nanoTime();
    double sendSeconds;
    try (Backlog backlog = new Backlog(api)) {
      int sent =
          new Pacer(jobsPerSecond, duration)
              .run(
                  (n, due) -> {
                    int size = size(random);
                    subJobs[0] += size;
                    api.createLater("no-op", size, "\"start\": true")
                        .whenComplete(
                            (status, failure) -> {
                              answered.add((System.nanoTime() - due) / 1e6);
                              if (failure != null || status != 202) {
                                refused.incrementAndGet();
                              }
                            });
                  });
      sendSeconds = (System.nanoTime() - begun) / 1e9;
      Await.until(
          "all have ended",
          PATIENCE,
          () ->
              answered.size() == sent
                  && Backlog.now(api, 0).jobsEnded() - before.jobsEnded() >= sent - refused.get());
      double seconds = (System.nanoTime() - begun) / 1e9;
      List<Backlog.Look> looks = backlog.looks();
      long counted = Backlog.now(api, 0).subJobsEnded() - before.subJobsEnded();
      if (refused.get() == 0 && counted != subJobs[0]) {
        throw new IllegalStateException(subJobs[0] + " sub-jobs were sent, and counted " + counted);
      }
      return new Measured()
          .figure("sub-jobs per second", counted / seconds)
          .figure("batch jobs per second", (sent - refused.get()) / seconds)
          .figure("creates refused", refused.get())
          .figure("drained after the last create [s]", seconds - sendSeconds)
          .figure(
              "batch jobs under way, most",
              looks.stream().mapToLong(Backlog.Look::jobsActive).max().orElse(0))
          .latencies("create answered", answered)
          .plot(plot(plotName, looks, before));
    }
  }

  private Plot plot(String name, List<Backlog.Look> looks, Backlog.Look before) {
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
