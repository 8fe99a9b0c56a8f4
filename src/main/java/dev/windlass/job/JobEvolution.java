package dev.windlass.job;

import dev.windlass.dispatch.Pace;
import dev.windlass.job.JobEvent.NewEpoch;
import dev.windlass.job.JobEvent.Tally;
import dev.windlass.job.JobHeader.Draft;
import dev.windlass.job.JobHeader.WaitingFor;
import java.time.Instant;

/** What an event makes of a batch job: the only place where a header changes. */
public final class JobEvolution {
  private JobEvolution() {}

  /** {@code header} is null before {@link JobEvent.JobCreated}. */
  public static JobHeader evolve(JobHeader header, JobEvent event) {
    if (event instanceof JobEvent.JobCreated created) {
      return created(created);
    }
    return header.with(
        next -> {
          next.version++;
          change(next, header, event);
        });
  }

  private static void change(Draft next, JobHeader before, JobEvent event) {
    switch (event) {
      case JobEvent.JobCreated created ->
          throw new IllegalStateException("batch job " + created.id() + " is created already");
      case JobEvent.JobQueued queued -> {
        open(next, before, queued.epoch());
        next.status = JobStatus.QUEUED;
        next.pace = queued.pace();
        next.waitingFor = WaitingFor.run(queued.active());
      }
      case JobEvent.JobStarting starting -> starting(next, before, starting);
      case JobEvent.JobRestarting restarting -> {
        open(next, before, restarting.epoch());
        forgive(next, before, restarting.epoch());
        next.status = JobStatus.RESTARTING;
        next.pace = restarting.pace();
        next.startTime = restarting.at();
        next.waitingFor = null;
        next.controlVersion++;
      }
      case JobEvent.JobRunning running -> {
        tally(next, running.changes());
        forgive(next, before, null);
        next.status = JobStatus.RUNNING;
        next.pace = running.pace();
        next.waitingFor = null;
        next.controlVersion += before.status() == JobStatus.PAUSING ? 1 : 0;
      }
      case JobEvent.JobPausing pausing -> {
        next.status = JobStatus.PAUSING;
        next.waitingFor = waitingFor(pausing);
        next.failureReason = pausing.failureReason();
        next.controlVersion++;
      }
      case JobEvent.JobPaused paused -> {
        tally(next, paused.changes());
        next.status = JobStatus.PAUSED;
      }
      case JobEvent.JobStopping stopping -> stopping(next, before, stopping);
      case JobEvent.JobStopped stopped ->
          ended(next, JobStatus.STOPPED, null, stopped.at(), stopped.changes());
      case JobEvent.JobCompleted completed ->
          ended(next, JobStatus.COMPLETED, null, completed.at(), completed.changes());
      case JobEvent.JobFailed failed ->
          ended(next, JobStatus.FAILED, failed.failureReason(), failed.at(), failed.changes());
      case JobEvent.JobInvalid invalid ->
          ended(next, JobStatus.INVALID, invalid.failureReason(), invalid.at(), invalid.changes());
      case JobEvent.JobDeleted deleted ->
          ended(next, JobStatus.DELETED, null, deleted.at(), deleted.changes());
      case JobEvent.SubJobsChanged changed -> tally(next, changed.changes());
      case JobEvent.JobPurged purged -> {}
      case JobEvent.JobSnapshot snapshot -> {}
      case JobEvent.DirectiveRefused refused -> {}
      case JobEvent.DirectiveRepeated repeated -> {}
      case JobEvent.RunSkipped skipped -> {}
    }
  }

  private static JobHeader created(JobEvent.JobCreated created) {
    Creation c = created.creation();
    Pace pace = c.jobsPerSecond() == null ? null : Pace.steady(c.jobsPerSecond());
    return new JobHeader(
        created.id(),
        1,
        JobStatus.CREATED,
        0,
        0,
        c.namespace(),
        c.definition(),
        0,
        c.number(),
        created.requestedBy(),
        created.at(),
        null,
        null,
        null,
        c.subJobs(),
        c.maxConcurrent(),
        pace,
        null,
        c.failureBudget(),
        0,
        c.onOverlap() == Creation.OnOverlap.ALLOW ? null : c.serialKey(),
        false,
        Counts.allCreated(c.subJobs()),
        0,
        0,
        1,
        0,
        0,
        0,
        null,
        null);
  }

  private static void open(Draft next, JobHeader before, NewEpoch epoch) {
    if (epoch == null) {
      return;
    }
    next.epoch = epoch.number();
    next.definitionVersion = epoch.definitionVersion();
    next.work = epoch.work();
    next.failureBudget = epoch.failureBudget();
    next.failuresForgiven = 0;
    next.pace = epoch.pace();
    next.counts =
        epoch.keepsSucceeded()
            ? before.counts().keepingSuccesses()
            : Counts.allWaiting(before.subJobs());
    next.clearedAt = epoch.keepsSucceeded() ? before.clearedAt() : epoch.number();
    next.operationsDone = next.counts.completed() * epoch.work().operationsPerSubJob();
    next.operationsFailed = 0;
    next.staleGrants = before.openGrants();
    next.startTime = null;
    next.stopTime = null;
    next.failureReason = null;
    next.after = null;
  }

  private static WaitingFor waitingFor(JobEvent.JobPausing pausing) {
    if (pausing.failureReason() != null) {
      return WaitingFor.UNPAUSE_AFTER_BREACH;
    }
    return pausing.until() == null ? null : WaitingFor.instant(pausing.until());
  }

  /** Somebody lets go on what the failure budget had paused: it counts afresh from here. */
  private static void forgive(Draft next, JobHeader before, NewEpoch epoch) {
    if (epoch == null && before.pausedByFailureBudget()) {
      next.failuresForgiven = before.counts().failed() + before.counts().invalid();
      next.failureReason = null;
    }
  }

  private static void starting(Draft next, JobHeader before, JobEvent.JobStarting starting) {
    tally(next, starting.changes());
    open(next, before, starting.epoch());
    forgive(next, before, starting.epoch());
    next.status = JobStatus.STARTING;
    next.pace = starting.pace();
    next.startTime = next.startTime == null ? starting.at() : next.startTime;
    next.holdsKey = before.serialKey() != null;
    next.waitingFor = null;
    next.controlVersion++;
  }

  private static void stopping(Draft next, JobHeader before, JobEvent.JobStopping stopping) {
    next.status = JobStatus.STOPPING;
    next.after = stopping.after();
    next.failureReason = stopping.failureReason();
    next.waitingFor = null;
    next.controlVersion++;
    if (stopping.resets()) {
      next.epoch++;
      next.clearedAt = next.epoch;
      next.counts = Counts.allWaiting(before.subJobs());
      next.operationsDone = 0;
      next.operationsFailed = 0;
      next.failuresForgiven = 0;
      next.startTime = null;
      next.staleGrants = before.openGrants();
    }
  }

  private static void ended(
      Draft next, JobStatus status, String reason, Instant at, Tally changes) {
    tally(next, changes);
    next.status = status;
    next.failureReason = reason;
    next.stopTime = at;
    next.holdsKey = false;
    next.after = null;
    next.waitingFor = null;
  }

  private static void tally(Draft next, Tally tally) {
    if (tally == null) {
      return;
    }
    next.counts = tally.counts();
    next.operationsDone = tally.operationsDone();
    next.operationsFailed = tally.operationsFailed();
    next.nextGrant = tally.nextGrant();
    next.openGrants = tally.openGrants();
    next.staleGrants = tally.staleGrants();
  }
}
