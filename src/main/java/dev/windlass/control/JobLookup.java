package dev.windlass.control;

import dev.windlass.job.JobId;
import dev.windlass.view.BatchJobRow;
import dev.windlass.view.BatchJobs;
import dev.windlass.view.Freshness;
import dev.windlass.view.ViewPosition;
import dev.windlass.wire.WireConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Batch jobs as the view has them; one that is younger than the view is waited for. */
@ApplicationScoped
class JobLookup {
  private static final Duration POLL = Duration.ofMillis(20);
  private final BatchJobs jobs;
  private final Freshness freshness;
  private final int partitions;
  private final Duration wait;

  JobLookup(BatchJobs jobs, Freshness freshness, WireConfig wire, ControlConfig config) {
    this.jobs = jobs;
    this.freshness = freshness;
    this.partitions = wire.partitions();
    this.wait = config.youngWait();
  }

  Optional<BatchJobRow> find(JobId id) {
    long end = System.nanoTime() + wait.toNanos();
    Optional<BatchJobRow> row = jobs.find(id.value());
    while (row.isEmpty() && mayBeOnItsWay(id) && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(POLL.toNanos());
      row = jobs.find(id.value());
    }
    return row;
  }

  BatchJobRow get(JobId id) {
    return find(id).orElseThrow(() -> unknown(id.toString()));
  }

  /** True where the view has not yet come clearly past the instant at which the id was made. */
  boolean mayBeOnItsWay(JobId id) {
    Instant viewAt =
        freshness
            .position(id.partition(partitions))
            .map(ViewPosition::currentAt)
            .orElse(Instant.EPOCH);
    return viewAt.isBefore(id.time().plus(wait));
  }

  static Refusal unknown(String id) {
    return new Refusal(ProblemCode.UNKNOWN_BATCH_JOB, "there is no batch job " + id);
  }
}
