package dev.windlass.bench;

import java.util.List;

/** Beside two products for the same language that keep their jobs in the same database. */
record Compare(Amounts amounts) implements Scenario {
  private static final String OWN = "Windlass";
  private static final String SINGLES = "Windlass batch jobs of one";
  private static final String BEFORE = "stored before";
  private static final String MEANWHILE = "submitted meanwhile";
  private static final double GOAL = 5;

  /** So many that each measurement takes some 10 to 30 seconds. */
  record Amounts(int subJobs, int singles, int dbScheduler, int jobRunr) {
    static final Amounts ALL = new Amounts(1_000_000, 20_000, 100_000, 20_000);

    Amounts part(int ofParts) {
      return new Amounts(
          subJobs / ofParts, singles / ofParts, dbScheduler / ofParts, jobRunr / ofParts);
    }
  }

  @Override
  public String name() {
    return "compare";
  }

  @Override
  public String about() {
    return """
        Independent no-op jobs, each run once and recorded as done: one batch job of %,d sub-jobs, %,d jobs of db-scheduler 16.12.0 \
        (lock-and-fetch, 20 threads, limits 4.0 and 20.0, immediate execution, submitted in its batches) and %,d of JobRunr 8.7.0 \
        (32 workers on virtual threads, polling every 5 s, enqueued as one stream), both in the benchmark's JVM with %d connections \
        to databases of their own on the program's Postgres server (fsync on, batched inserts rewritten), while the program is idle. \
        Stored before: from starting the batch job, or the server of the other product, until all are recorded. Submitted meanwhile: \
        from the first request too. Last, the case that is like theirs job by job: %,d batch jobs of one sub-job each, each created \
        and started by its own REST request, 256 at a time."""
        .formatted(
            amounts.subJobs,
            amounts.dbScheduler,
            amounts.jobRunr,
            RivalDatabase.CONNECTIONS,
            amounts.singles);
  }

  @Override
  public List<Goal> goals() {
    return List.of(
        Goal.atLeast(OWN + " : db-scheduler, " + BEFORE, GOAL, "times"),
        Goal.atLeast(OWN + " : JobRunr, " + BEFORE, GOAL, "times"));
  }

  @Override
  public void warmUp(Place place) throws Exception {
    place.api().define("no-op", Api.NO_OP);
    new Compare(amounts.part(4)).measure(place);
  }

  @Override
  public Measured measure(Place place) throws Exception {
    OwnRun own = new OwnRun(place.api());
    RivalRun dbScheduler = new RivalRun(place, DbSchedulerRival::open, amounts.dbScheduler);
    RivalRun jobRunr = new RivalRun(place, JobRunrRival::open, amounts.jobRunr);
    Measured all = new Measured();
    new Rates(own.storedBefore(amounts.subJobs), dbScheduler.storedBefore(), jobRunr.storedBefore())
        .into(all, OWN, BEFORE);
    Rates meanwhile =
        new Rates(
            own.submittedMeanwhile(amounts.subJobs),
            dbScheduler.submittedMeanwhile(),
            jobRunr.submittedMeanwhile());
    meanwhile.into(all, OWN, MEANWHILE);
    return meanwhile.ofOwn(own.singles(amounts.singles)).ownInto(all, SINGLES, MEANWHILE);
  }

  private record Rates(double own, double dbScheduler, double jobRunr) {
    Rates ofOwn(double other) {
      return new Rates(other, dbScheduler, jobRunr);
    }

    void into(Measured all, String name, String how) {
      all.figure("db-scheduler, " + how + " [jobs/s]", dbScheduler);
      all.figure("JobRunr, " + how + " [jobs/s]", jobRunr);
      ownInto(all, name, how);
    }

    Measured ownInto(Measured all, String name, String how) {
      return all.figure(name + ", " + how + " [jobs/s]", own)
          .figure(name + " : db-scheduler, " + how, own / dbScheduler)
          .figure(name + " : JobRunr, " + how, own / jobRunr);
    }
  }
}
