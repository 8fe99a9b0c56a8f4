package dev.windlass.bench;

import java.util.List;

/** Whether a sub-job costs more in a larger batch job. */
record GrowthOfSubJobs(int subJobsInAll) implements Scenario {
  private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000, 1_000_000);

  /** So much work waits at every moment, and in no fewer batch jobs than this. */
  private static final int UNDER_WAY = 100_000;

  private static final int LEAST_UNDER_WAY = 8;

  @Override
  public String name() {
    return "growth-sub-jobs";
  }

  @Override
  public String about() {
    return "Batch jobs of 1,000 to 1,000,000 no-op sub-jobs: as many of one size as come to 1,000,000 sub-jobs, created and started one right after"
        + " the other, up to 100 of 1,000 and up to 10 of 10,000 under way, so that there always is work and throughput is measured rather than latency."
        + " The time from the first create until all have ended, per sub-job.";
  }

  @Override
  public List<Goal> goals() {
    return List.of(Growth.GOAL);
  }

  /** The small batch jobs are measured first, and would pay for the compiler. */
  @Override
  public int warmUps() {
    return 8;
  }

  @Override
  public Measured measure(Place place) throws Exception {
    place.api().define("no-op", Api.NO_OP);
    Growth growth = new Growth("sub-jobs per batch job");
    for (int size : SIZES) {
      int jobs = Math.max(1, subJobsInAll / size);
      int underWay = Math.max(LEAST_UNDER_WAY, UNDER_WAY / size);
      growth.at(size, new Flood(jobs, size, underWay).micros(place.api()));
    }
    return growth.measured(name());
  }
}
