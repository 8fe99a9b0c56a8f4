package dev.windlass.compat.xserver;

import dev.windlass.compat.xserver.Bodies.WatchRequest;
import dev.windlass.compat.xserver.JobJson.BulkProgress;
import dev.windlass.control.BatchJobService;
import dev.windlass.control.BatchJobWatch;
import dev.windlass.control.DirectiveRequest;
import dev.windlass.control.Outcome;
import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import dev.windlass.job.Directive;
import dev.windlass.job.DirectiveKind;
import dev.windlass.job.JobHeader;
import dev.windlass.job.JobId;
import dev.windlass.job.JobStatus;
import dev.windlass.view.BatchJobRow;
import dev.windlass.view.Freshness;
import dev.windlass.wire.Token;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Jobs as the door shows them, and what is asked of one whatever it calculates. */
@ApplicationScoped
class Jobs {
  /** Keeps what was computed. */
  private static final Directive.Options STOP =
      new Directive.Options(
          null,
          false,
          false,
          null,
          null,
          EnumSet.of(
              JobStatus.QUEUED,
              JobStatus.STARTING,
              JobStatus.RESTARTING,
              JobStatus.RUNNING,
              JobStatus.PAUSING,
              JobStatus.PAUSED),
          null);

  private static final Directive.Options DELETE =
      new Directive.Options(
          null, false, null, null, null, EnumSet.complementOf(EnumSet.of(JobStatus.DELETED)), null);

  private final BatchJobService service;
  private final BatchJobWatch watch;
  private final JobNotes notes;
  private final Freshness freshness;
  private final Memory memory;
  private final Duration wait;

  Jobs(
      BatchJobService service,
      BatchJobWatch watch,
      JobNotes notes,
      Freshness freshness,
      XServerConfig config) {
    this.service = service;
    this.watch = watch;
    this.notes = notes;
    this.freshness = freshness;
    this.memory = new Memory(config.fetchedRetention(), config.deletedRetention());
    this.wait = config.directiveWait();
  }

  /** A batch job, and what this door says of it. */
  record Known(BatchJobRow row, JobJson job) {}

  /** Steps that change neither status nor progress, such as a grant, are nothing to answer. */
  private record Telling(Jobs jobs) implements BatchJobWatch.Telling<JobJson> {
    @Override
    public JobJson tell(BatchJobRow row) {
      return jobs.show(row);
    }

    @Override
    public boolean over(BatchJobRow row) {
      return jobs.show(row).status().finished();
    }

    @Override
    public boolean news(BatchJobRow first, BatchJobRow now) {
      return JobState.of(first.header()) != JobState.of(now.header())
          || !Objects.equals(BulkProgress.of(first.header()), BulkProgress.of(now.header()));
    }
  }

  CompletionStage<JobJson> watch(WatchRequest asked) {
    Optional<JobId> id = parsed(asked.id());
    if (id.isEmpty()) {
      return CompletableFuture.completedStage(JobJson.unknown(asked.id()));
    }
    BatchJobWatch.Asked waiting =
        new BatchJobWatch.Asked(
            id.get(), asked.progressUpdatePeriod(), asked.maximumPollingPeriod());
    return watch
        .next(waiting, new Telling(this))
        .exceptionally(
            failure -> {
              Refusal refusal = refusal(failure);
              if (refusal.code() == ProblemCode.UNKNOWN_BATCH_JOB) {
                return JobJson.unknown(asked.id());
              }
              throw refusal;
            });
  }

  JobJson stop(String id, String requestedBy) {
    Optional<Known> known = find(id);
    if (known.isEmpty()) {
      return JobJson.unknown(id);
    }
    Optional<JobHeader> header = ask(known.get(), DirectiveKind.STOP, STOP, requestedBy);
    return header
        .map(stopped -> JobJson.of(stopped, JobState.STOPPING, Instant.now()))
        .orElseGet(() -> find(id).map(Known::job).orElseGet(() -> JobJson.unknown(id)));
  }

  JobJson delete(String id, String requestedBy) {
    Optional<Known> known = find(id);
    if (known.isEmpty()) {
      return JobJson.unknown(id);
    }
    Optional<JobHeader> header = ask(known.get(), DirectiveKind.DELETE, DELETE, requestedBy);
    header.ifPresent(deleted -> notes.deleted(deleted, Instant.now()));
    return find(id).map(Known::job).orElseGet(() -> JobJson.unknown(id));
  }

  /** Empty where this door knows nothing of it, or nothing any more. */
  Optional<Known> find(String id) {
    try {
      return parsed(id)
          .map(service::get)
          .map(row -> new Known(row, show(row)))
          .filter(known -> known.job().status() != JobState.UNKNOWN);
    } catch (Refusal e) {
      if (e.code() == ProblemCode.UNKNOWN_BATCH_JOB) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private JobJson show(BatchJobRow row) {
    JobHeader header = row.header();
    return memory.show(header, row.eventAt(), notes.of(header), Instant.now());
  }

  /** The batch job after it; empty where the coordinator refused it. */
  private Optional<JobHeader> ask(
      Known known, DirectiveKind kind, Directive.Options options, String requestedBy) {
    JobHeader header = known.row().header();
    if (known.job().status() == JobState.DELETED) {
      return Optional.empty();
    }
    try {
      Outcome outcome =
          service.direct(header.id(), new DirectiveRequest(null, kind, options), requestedBy, wait);
      await(outcome.token());
      return Optional.of(outcome.applied() ? outcome.header() : header);
    } catch (Refusal e) {
      if (e.code().status() >= 500) {
        throw e;
      }
      await(Token.parse(e.facts().get("token").toString()));
      return Optional.empty();
    }
  }

  private void await(Token token) {
    try {
      freshness.await(List.of(token), wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Refusal refusal(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Refusal refusal) {
        return refusal;
      }
    }
    throw new IllegalStateException("a watch failed", failure);
  }

  /** What cannot be a batch job's id names nothing. */
  private static Optional<JobId> parsed(String id) {
    try {
      return Optional.of(JobId.parse(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
