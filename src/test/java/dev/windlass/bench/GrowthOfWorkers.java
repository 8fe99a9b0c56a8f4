package dev.windlass.bench;

import dev.windlass.testkit.Await;
import dev.windlass.worker.WorkerFleet;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Whether a sub-job costs more where more workers share a batch job. */
record GrowthOfWorkers(int subJobs) implements Scenario {
  private static final List<Integer> WORKERS = List.of(1, 2, 5, 10, 20, 50);
  private static final int FIRST = 100_000;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Override
  public String name() {
    return "growth-workers";
  }

  @Override
  public String about() {
    return "One batch job of 1,000,000 no-op sub-jobs over 1 to 50 workers with 32 slots each, from sending its create to the first answer of the API"
        + " that says `completed`, per sub-job. The program plays all other roles; the workers are the program's own and live together in the process"
        + " that measures, each with its own connections, so that it is not the memory of fifty JVMs that is measured. All of them share"
        + " this machine: more workers can't be faster here, and what is measured is what they cost.";
  }

  @Override
  public List<Goal> goals() {
    return List.of(Growth.GOAL);
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("WINDLASS_ROLES", "api,coordinator,projection,scheduler");
  }

  @Override
  public Measured measure(Place place) throws Exception {
    place.api().define("no-op", Api.NO_OP);
    Growth growth = new Growth("workers");
    for (int workers : WORKERS) {
      growth.at(workers, micros(place, workers));
    }
    return growth.measured(name());
  }

  private double micros(Place place, int workers) throws Exception {
    Api api = place.api();
    awaitWorkers(api, 0);
    try (WorkerFleet fleet = WorkerFleet.start(place.kafka(), workers)) {
      awaitWorkers(api, workers);
      run(api, FIRST);
      long begun = System.nanoTime();
      run(api, subJobs);
      return (System.nanoTime() - begun) / 1e3 / subJobs;
    }
  }

  /** The coordinator reads them from the same topic as the view. */
  private static void awaitWorkers(Api api, int workers) {
    Await.value("there are " + workers + " workers", PATIENCE, api::workers, n -> n == workers);
  }

  private static void run(Api api, int subJobs) {
    api.awaitSuccess(api.create("no-op", subJobs, "\"start\": true"), subJobs);
  }
}
