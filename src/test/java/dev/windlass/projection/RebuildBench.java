package dev.windlass.projection;

import dev.windlass.job.JobStatus;
import dev.windlass.projection.rebuild.Rebuild;
import dev.windlass.projection.rebuild.Report;
import java.time.Duration;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * How fast views are rebuilt: a batch job of a million sub-jobs, each of which begins and ends. The
 * argument says how many of them each event changes. The classpath comes from {@code ./mvnw
 * dependency:build-classpath}.
 */
public final class RebuildBench {
  private static final int SUB_JOBS = 1_000_000;
  private static final int PAGE = 1024;

  private RebuildBench() {}

  public static void main(String... arguments) throws Exception {
    int each = arguments.length == 0 ? 16 : Integer.parseInt(arguments[0]);
    ProjectionBench bench = new ProjectionBench(Map.of());
    long events = write(bench, each);
    long began = System.nanoTime();
    try (var projection = bench.start()) {
      while (bench.ends(bench.topics.events()).entrySet().stream()
          .anyMatch(e -> !e.getValue().equals(at(bench, e.getKey().partition())))) {
        Thread.sleep(50);
      }
    }
    tell("projected", events, Duration.ofNanos(System.nanoTime() - began));
    for (int i = 0; i < 3; i++) {
      Report report = rebuild(bench);
      tell("rebuilt and compared", events, report.took());
      System.out.println("  waited " + report.stoodStill() + ", same: " + report.same());
    }
    bench.close();
    System.exit(0);
  }

  /** Two changes of each sub-job: to running, and to completed. */
  private static long write(ProjectionBench bench, int each) {
    SampleJob job = SampleJob.of(1, 0, SUB_JOBS);
    bench.send(job.created(), job.started(false));
    long events = 2;
    for (int done = 0; done < SUB_JOBS; done += each) {
      int page = done / PAGE;
      int size = Math.min(PAGE, SUB_JOBS - page * PAGE);
      int before = done % PAGE;
      int some = Math.min(each, size - before);
      int rest = size - before - some;
      bench.sendSoon(
          job.changed(
              SampleJob.counts(SUB_JOBS - done - some, some, done, 0),
              job.page(page, run('c', before) + run('r', some) + run('w', rest))));
      bench.sendSoon(
          job.changed(
              SampleJob.counts(SUB_JOBS - done - some, 0, done + some, 0),
              job.page(page, run('c', before + some) + run('w', rest))));
      events += 2;
    }
    bench.send(job.became(JobStatus.COMPLETED));
    return events + 1;
  }

  private static String run(char status, int count) {
    return count == 0 ? "" : count == 1 ? "" + status : "" + status + count;
  }

  private static Report rebuild(ProjectionBench bench) {
    PGSimpleDataSource fresh = (PGSimpleDataSource) bench.dataSource();
    fresh.setCurrentSchema(Rebuild.schema());
    return new Rebuild(
            new Rebuild.Servers(bench.clients, bench.topics.events(), bench.dataSource(), fresh),
            new Rebuild.Order(false, 20),
            new Rebuild.Progress() {
              @Override
              public void step(long read, long all) {}

              @Override
              public void phase(String name) {}
            })
        .run();
  }

  private static Long at(ProjectionBench bench, int partition) {
    try {
      return bench.offsets(bench.topics.events()).get(partition);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void tell(String what, long events, Duration time) {
    double seconds = time.toMillis() / 1000.0;
    System.out.printf(
        "%s: %,d events in %.1f s: %,.0f events/s, %,.0f sub-job changes/s%n",
        what, events, seconds, events / seconds, 2.0 * SUB_JOBS / seconds);
  }
}
