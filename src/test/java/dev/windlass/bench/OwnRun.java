package dev.windlass.bench;

/** The same work as a {@link RivalRun}, given to the program over REST. */
record OwnRun(Api api) {
  /** One batch job that was created before: sub-jobs per second from sending its start. */
  double storedBefore(int subJobs) {
    String job = api.create("no-op", subJobs, "\"start\": false");
    Counted before = Counted.now(api);
    long begun = System.nanoTime();
    api.direct(job, "start");
    return completed(job, subJobs, before, begun);
  }

  /** Sub-jobs per second from sending the create. */
  double submittedMeanwhile(int subJobs) {
    Counted before = Counted.now(api);
    long begun = System.nanoTime();
    String job = api.create("no-op", subJobs, "\"start\": true");
    return completed(job, subJobs, before, begun);
  }

  /** Batch jobs of one sub-job each per second, from sending the first create. */
  double singles(int jobs) throws InterruptedException {
    Counted before = Counted.now(api);
    double micros = new Flood(jobs, 1, jobs).micros(api);
    checkRun(jobs, before);
    return 1e6 / micros;
  }

  private double completed(String job, int subJobs, Counted before, long begun) {
    api.awaitSuccess(job, subJobs);
    double seconds = (System.nanoTime() - begun) / 1e9;
    checkRun(subJobs, before);
    return subJobs / seconds;
  }

  /** What the workers ran, by their own count, whatever was reported of it. */
  private record Counted(double operations, double leasesEnded) {
    static Counted now(Api api) {
      return new Counted(
          api.metric("windlass_operations_total"), api.metric("windlass_leases_ended_total"));
    }
  }

  /** A worker that is silent for longer than its lease is the one reason for running twice. */
  private void checkRun(int wanted, Counted before) {
    Counted now = Counted.now(api);
    double ran = now.operations - before.operations;
    if (ran != wanted) {
      throw new IllegalStateException(
          "%,.0f operations were run, not %,d, while %.0f leases ended"
              .formatted(ran, wanted, now.leasesEnded - before.leasesEnded));
    }
  }
}
