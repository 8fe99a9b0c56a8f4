package dev.windlass.bench;

import java.util.List;
import java.util.stream.IntStream;

/** Whether a sub-job costs more where there are more batch jobs. */
record GrowthOfBatchJobs(int most) implements Scenario {
  private static final int SUB_JOBS = 100;

  /** Fewer are over before their time can be told from the latency of one. */
  private static final int LEAST = 1_000;

  private static final int UNDER_WAY = 128;
  private static final int ALONE = 30;

  @Override
  public String name() {
    return "growth-batch-jobs";
  }

  @Override
  public String about() {
    return "1 to 100,000 batch jobs of 100 no-op sub-jobs each, created and started as fast as the API takes them; those that have ended are kept,"
        + " so that they pile up. The time from the first create until all have ended, per sub-job. Fewer than 1,000 are repeated until there were 1,000"
        + " of them, one time beginning before the other ends (up to 128 batch jobs under way): one alone would measure latency, which stands in its own figure.";
  }

  @Override
  public List<Goal> goals() {
    return List.of(Growth.GOAL);
  }

  @Override
  public void warmUp(Place place) throws Exception {
    new GrowthOfBatchJobs(LEAST).measure(place);
  }

  @Override
  public Measured measure(Place place) throws Exception {
    Api api = place.api();
    api.define("no-op", Api.NO_OP);
    Growth growth = new Growth("batch jobs");
    List<Double> alone = IntStream.range(0, ALONE).mapToObj(i -> alone(api)).toList();
    for (int jobs = 1; jobs <= most; jobs *= 10) {
      int underWay = jobs < LEAST ? UNDER_WAY : jobs;
      growth.at(jobs, new Flood(Math.max(jobs, LEAST), SUB_JOBS, underWay).micros(api));
    }
    return growth
        .measured(name())
        .figure("1 batch job alone, from its create to its end, p50 [ms]", Numbers.median(alone));
  }

  private static double alone(Api api) {
    long begun = System.nanoTime();
    String job = api.create("no-op", SUB_JOBS, "\"start\": true");
    api.awaitSuccess(job, SUB_JOBS);
    return (System.nanoTime() - begun) / 1e6;
  }
}
