package dev.windlass.compat.xserver;

import dev.windlass.compat.xserver.JobNotes.Due;
import dev.windlass.control.BatchJobService;
import dev.windlass.control.Caller;
import dev.windlass.control.DirectiveRequest;
import dev.windlass.control.Documents.Document;
import dev.windlass.control.Refusal;
import dev.windlass.job.Directive;
import dev.windlass.job.DirectiveKind;
import dev.windlass.job.JobId;
import dev.windlass.job.JobStatus;
import dev.windlass.role.Role;
import dev.windlass.role.Roles;
import dev.windlass.wire.Lifetimes;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.ScheduledExecution;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Deletes fetched jobs when their time has come. Any number of processes may do so at a time: the
 * directive's id follows from the batch job and its epoch, so that the second one is a repeat.
 */
@Singleton
class FetchedJobs {
  private static final int AT_ONCE = 500;
  private static final Duration WAIT = Duration.ofSeconds(5);

  /** One that was started again meanwhile is somebody's. */
  private static final Set<JobStatus> ENDED =
      Arrays.stream(JobStatus.values())
          .filter(status -> JobState.of(status, true).finished())
          .collect(Collectors.toUnmodifiableSet());

  private final JobNotes notes;
  private final BatchJobService service;
  private final Duration retention;
  private final Duration notesRetention;

  FetchedJobs(JobNotes notes, BatchJobService service, XServerConfig config, Lifetimes lifetimes) {
    this.notes = notes;
    this.service = service;
    this.retention = config.fetchedRetention();
    this.notesRetention =
        lifetimes.retention().plus(config.fetchedRetention()).plus(config.deletedRetention());
  }

  /** Who has no front door fetches nothing, and may have no database. */
  @Singleton
  static class NoDoor implements Scheduled.SkipPredicate {
    private final Roles roles;

    NoDoor(Roles roles) {
      this.roles = roles;
    }

    @Override
    public boolean test(ScheduledExecution execution) {
      return !roles.plays(Role.API);
    }
  }

  @Scheduled(
      every = "${windlass.xserver.sweep:PT1M}",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = NoDoor.class)
  void sweep() {
    try {
      while (deleteDue() == AT_ONCE) {}
    } catch (RuntimeException e) {
      Log.warnf("Fetched jobs are not deleted yet: %s", e.getMessage());
    }
  }

  /** A note outlives its batch job, whose deletion the view keeps for a while. */
  @Scheduled(
      every = "1h",
      delayed = "2m",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = NoDoor.class)
  void forget() {
    try {
      while (!notes.forget(Instant.now().minus(notesRetention), AT_ONCE)) {}
    } catch (RuntimeException e) {
      Log.warnf("Notes of fetched jobs are not deleted yet: %s", e.getMessage());
    }
  }

  private int deleteDue() {
    Instant before = Instant.now().minus(retention);
    List<Document<Due>> due =
        notes.due(AT_ONCE).stream().filter(d -> !d.body().fetchedAt().isAfter(before)).toList();
    return (int) due.stream().filter(this::delete).count();
  }

  /** False where it is not known what became of it: the next sweep asks the same again. */
  private boolean delete(Document<Due> due) {
    boolean settled;
    try {
      settled =
          service
              .direct(JobId.parse(due.body().job()), request(due), Caller.ANONYMOUS, WAIT)
              .applied();
    } catch (Refusal e) {
      if (e.code().status() >= 500) {
        throw e;
      }
      settled = true; // it is gone, or runs again
    }
    if (settled) {
      notes.settled(due);
    }
    return settled;
  }

  private static DirectiveRequest request(Document<Due> due) {
    int epoch = due.body().epoch();
    return new DirectiveRequest(
        "xserver-fetched-" + epoch,
        DirectiveKind.DELETE,
        new Directive.Options(null, false, null, null, null, ENDED, epoch));
  }
}
