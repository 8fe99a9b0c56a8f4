package dev.windlass.job;

import dev.windlass.dispatch.Pace;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * All about a batch job that is small: it stands whole, in absolute numbers, in every event, so
 * that the newest event alone restores the view. What can be large - arguments, labels, snapshot,
 * pages, grants, directives - are state records of their own.
 *
 * @param version rises by one with every event
 * @param epoch number of the present start; 0 before the first
 * @param clearedAt the newest epoch that began with nothing
 * @param maxConcurrent how many grants may be out at a time; null is as many as the fleet takes
 * @param operationsDone over all sub-jobs of this epoch, failed ones among them
 * @param openGrants grants not let go, of any epoch; {@code staleGrants} are those of older epochs
 * @param failureBudget that of the present epoch; before the first, what the create says
 * @param failuresForgiven sub-jobs of this epoch that had failed when an unpause took up what the
 *     failure budget had paused: it counts the others
 * @param after what the job becomes when it has stopped
 */
public record JobHeader(
    JobId id,
    long version,
    JobStatus status,
    int epoch,
    int clearedAt,
    String namespace,
    String definition,
    int definitionVersion,
    Long number,
    String requestedBy,
    Instant createdTime,
    Instant startTime,
    Instant stopTime,
    String failureReason,
    int subJobs,
    Integer maxConcurrent,
    Pace pace,
    Work work,
    FailureBudget failureBudget,
    int failuresForgiven,
    String serialKey,
    boolean holdsKey,
    Counts counts,
    long operationsDone,
    long operationsFailed,
    long nextGrant,
    int openGrants,
    int staleGrants,
    long controlVersion,
    JobStatus after,
    WaitingFor waitingFor) {
  /** A sub-job's index has its place in 24 bits of its id; ten million is what is promised. */
  public static final int MOST_SUB_JOBS = 10_000_000;

  /** Why a job stands still: for another run of its serial key, until an instant, or for a word. */
  public record WaitingFor(String reason, JobId job, Instant until) {
    /** Too many of its sub-jobs failed, and somebody has to say that it is to go on. */
    public static final WaitingFor UNPAUSE_AFTER_BREACH =
        new WaitingFor("failure budget", null, null);

    public static WaitingFor run(JobId active) {
      return new WaitingFor("another run", active, null);
    }

    public static WaitingFor instant(Instant until) {
      return new WaitingFor("pause ends", null, until);
    }
  }

  public int pages() {
    return PageIndex.pagesOf(subJobs);
  }

  /**
   * Operations that this batch job is to do; -1 when iterations are infinite or nothing was started
   * yet.
   */
  public long operationsExpected() {
    return work == null || work.infinite() ? -1 : work.operationsPerSubJob() * subJobs;
  }

  public long operationsSuccessful() {
    return operationsDone - operationsFailed;
  }

  /** How many sub-jobs run at a time, at most. */
  public int concurrentJobs() {
    return maxConcurrent == null ? subJobs : Math.min(subJobs, maxConcurrent);
  }

  /** Two decimals, rounded down: 100 means all of it. Null for infinite iterations. */
  public Double percentComplete() {
    if (work == null) {
      return 0.0;
    }
    long expected = operationsExpected();
    return expected <= 0
        ? null
        : BigDecimal.valueOf(operationsDone)
            .movePointRight(2)
            .divide(BigDecimal.valueOf(expected), 2, RoundingMode.DOWN)
            .doubleValue();
  }

  public boolean withErrors() {
    return status == JobStatus.COMPLETED && operationsFailed > 0;
  }

  public boolean pausedByFailureBudget() {
    return WaitingFor.UNPAUSE_AFTER_BREACH.equals(waitingFor);
  }

  /** Sub-jobs that the failure budget counts, were these the numbers by status. */
  public int failures(Counts now) {
    return now.failed() + now.invalid() - failuresForgiven;
  }

  /** Sub-jobs that could be granted, were a claim to come. */
  public int notEnded() {
    return subJobs - counts.ended();
  }

  public JobHeader with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.build();
  }

  /** A header being changed; only {@link JobEvolution} does so. */
  public static final class Draft {
    private final JobHeader base;
    public long version;
    public JobStatus status;
    public int epoch;
    public int clearedAt;
    public int definitionVersion;
    public Instant startTime;
    public Instant stopTime;
    public String failureReason;
    public Pace pace;
    public Work work;
    public FailureBudget failureBudget;
    public int failuresForgiven;
    public boolean holdsKey;
    public Counts counts;
    public long operationsDone;
    public long operationsFailed;
    public long nextGrant;
    public int openGrants;
    public int staleGrants;
    public long controlVersion;
    public JobStatus after;
    public WaitingFor waitingFor;

    private Draft(JobHeader h) {
      base = h;
      version = h.version;
      status = h.status;
      epoch = h.epoch;
      clearedAt = h.clearedAt;
      definitionVersion = h.definitionVersion;
      startTime = h.startTime;
      stopTime = h.stopTime;
      failureReason = h.failureReason;
      pace = h.pace;
      work = h.work;
      failureBudget = h.failureBudget;
      failuresForgiven = h.failuresForgiven;
      holdsKey = h.holdsKey;
      counts = h.counts;
      operationsDone = h.operationsDone;
      operationsFailed = h.operationsFailed;
      nextGrant = h.nextGrant;
      openGrants = h.openGrants;
      staleGrants = h.staleGrants;
      controlVersion = h.controlVersion;
      after = h.after;
      waitingFor = h.waitingFor;
    }

    private JobHeader build() {
      return new JobHeader(
          base.id,
          version,
          status,
          epoch,
          clearedAt,
          base.namespace,
          base.definition,
          definitionVersion,
          base.number,
          base.requestedBy,
          base.createdTime,
          startTime,
          stopTime,
          failureReason,
          base.subJobs,
          base.maxConcurrent,
          pace,
          work,
          failureBudget,
          failuresForgiven,
          base.serialKey,
          holdsKey,
          counts,
          operationsDone,
          operationsFailed,
          nextGrant,
          openGrants,
          staleGrants,
          controlVersion,
          after,
          waitingFor);
    }
  }
}
