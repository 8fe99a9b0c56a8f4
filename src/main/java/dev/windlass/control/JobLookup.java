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
  private static final Duration FIRST_POLL = Duration.ofMillis(20);
  private static final Duration LAST_POLL = Duration.ofMillis(320);

  /** So far apart the clocks may be of who makes an id and who looks for it. */
  private static final Duration CLOCKS = Duration.ofMinutes(1);

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
    Duration poll = FIRST_POLL;
    while (row.isEmpty() && mayBeOnItsWay(id) && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(poll.toNanos());
      row = jobs.find(id.value());
      poll = poll.compareTo(LAST_POLL) < 0 ? poll.multipliedBy(2) : poll;
    }
    return row;
  }

  BatchJobRow get(JobId id) {
    return find(id).orElseThrow(() -> unknown(id.toString()));
  }

  /**
   * True where the view has not yet come clearly past the instant at which the id was made. Whoever
   * asks may have made up the id: nobody waits for one that says to be of tomorrow.
   */
  boolean mayBeOnItsWay(JobId id) {
    if (id.time().isAfter(Instant.now().plus(CLOCKS))) {
      return false;
    }
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
