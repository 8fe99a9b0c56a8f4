package dev.windlass.bench.micro;

import dev.windlass.job.Counts;
import dev.windlass.job.JobEvent;
import dev.windlass.job.JobEvolution;
import dev.windlass.job.JobHeader;
import dev.windlass.projection.SampleJob;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What an event makes of a header, for the event that nearly all are. */
@State(Scope.Thread)
public class EvolveBenchmark {
  private JobHeader header;
  private JobEvent event;

  @Setup
  public void setUp() {
    SampleJob job = SampleJob.of(1, 0, 1_000_000);
    job.created();
    job.started(false);
    header = job.header();
    Counts counts = SampleJob.counts(983_616, 0, 16_384, 0);
    event = new JobEvent.SubJobsChanged(new JobEvent.Tally(counts, 16_384, 0, 2, 0, 0));
  }

  @Benchmark
  public JobHeader subJobsChanged() {
    return JobEvolution.evolve(header, event);
  }
}
