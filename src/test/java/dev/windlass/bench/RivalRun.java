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
    Course before =
        (database, rival) -> {
          rival.submit(jobs);
          database.settle();
        };
    return jobs / seconds(before, (database, rival) -> rival.start());
  }

  /** Jobs per second from submitting the first, all by the same thread. */
  double submittedMeanwhile() throws Exception {
    Course timed =
        (database, rival) -> {
          rival.start();
          rival.submit(jobs);
        };
    return jobs / seconds((database, rival) -> database.settle(), timed);
  }

  private double seconds(Course before, Course timed) throws Exception {
    Runs runs = new Runs(jobs);
    double seconds;
    try (RivalDatabase database = RivalDatabase.create(place);
        Rival rival = kind.open(database.pool(), runs)) {
      before.run(database, rival);
      long begun = System.nanoTime();
      timed.run(database, rival);
      runs.awaitAll(PATIENCE);
      Await.until("all are recorded", PATIENCE, () -> rival.recordedAsDone(jobs) == jobs);
      seconds = (System.nanoTime() - begun) / 1e9;
    }
    runs.checkOnceEach();
    return seconds;
  }
}
