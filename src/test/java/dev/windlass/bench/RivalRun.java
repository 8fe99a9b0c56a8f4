package dev.windlass.bench;

import dev.windlass.testkit.Await;
import java.time.Duration;

/** So many no-op jobs of a rival, over a database of their own. */
record RivalRun(Place place, Rival.Kind kind, int jobs) {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private interface Course {
    void run(RivalDatabase database, Rival rival) throws Exception;
  }

  /** Jobs per second where all were stored before. */
  double storedBefore() throws Exception {
    double[] seconds = {0};
    run(
        (database, rival) -> {
          rival.submit(jobs);
          database.settle();
        },
        (database, rival) -> rival.start(),
        seconds);
    return jobs / seconds[0];
  }

  /** Jobs per second from submitting the first, all by the same thread. */
  double submittedMeanwhile() throws Exception {
    double[] seconds = {0};
    run(
        (database, rival) -> database.settle(),
        (database, rival) -> {
          rival.start();
          rival.submit(jobs);
        },
        seconds);
    return jobs / seconds[0];
  }

  private void run(Course before, Course timed, double[] seconds) throws Exception {
    Runs runs = new Runs(jobs);
    try (RivalDatabase database = RivalDatabase.create(place)) {
      try (Rival rival = kind.open(database.pool(), runs)) {
        before.run(database, rival);
        long begun = System.nanoTime();
        timed.run(database, rival);
        runs.awaitAll(PATIENCE);
        Await.until("all are recorded", PATIENCE, () -> rival.recordedAsDone(jobs) == jobs);
        seconds[0] = (System.nanoTime() - begun) / 1e9;
      }
    }
    runs.checkOnceEach();
  }
}
