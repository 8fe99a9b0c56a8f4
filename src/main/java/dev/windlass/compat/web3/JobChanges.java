package dev.windlass.compat.web3;

import dev.windlass.compat.web3.Standing.Change;
import dev.windlass.control.BatchJobService;
import dev.windlass.control.DirectiveRequest;
import dev.windlass.control.Documents;
import dev.windlass.control.Documents.Document;
import dev.windlass.control.Outcome;
import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import dev.windlass.job.Directive;
import dev.windlass.job.DirectiveKind;
import dev.windlass.job.JobId;
import dev.windlass.job.JobStatus;
import dev.windlass.view.Freshness;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Starts, replaces and cancels what stands for a job. Of two changes at a time one is refused; one
 * whose maker died in the middle is either done already, see {@link Standing}, or given up after a
 * while.
 */
@ApplicationScoped
class JobChanges {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final BatchJobService service;
  private final Documents documents;
  private final Freshness freshness;
  private final Web3Config config;

  JobChanges(BatchJobService service, Documents documents, Freshness freshness, Web3Config config) {
    this.service = service;
    this.documents = documents;
    this.freshness = freshness;
    this.config = config;
  }

  void start(String batchJob, Integer epoch, String requestedBy) {
    direct(batchJob, DirectiveKind.START, JobState.CREATED.statuses(), epoch, requestedBy);
  }

  /**
   * Puts a parked batch job in the job's place.
   *
   * @param epoch that in which the job must be still; null for any
   */
  void replace(Job job, String next, Integer epoch, String requestedBy) {
    Change change = claim(job, next);
    delete(job, change, job.state().statuses(), epoch, requestedBy);
    documents
        .change(
            Standing.KIND,
            job.id(),
            standing -> change.equals(standing.change()) ? standing.with(next, null) : standing)
        .filter(kept -> kept.body().batchJob().equals(next))
        .orElseThrow(() -> conflict(job));
  }

  /** Deletes one that never came to stand for anything; nobody waits for it, or hears of it. */
  void discard(String next, String requestedBy) {
    DirectiveRequest delete =
        new DirectiveRequest(null, DirectiveKind.DELETE, onlyIf(JobState.CREATED.statuses(), null));
    try {
      service.direct(JobId.parse(next), delete, requestedBy, Duration.ZERO);
    } catch (Refusal e) {
      Log.infof(e, "batch job %s stays parked: it was to be deleted", next);
    }
  }

  void cancel(Job job, Integer epoch, String requestedBy) {
    Change change = claim(job, null);
    boolean seen = delete(job, change, JobState.changeableStatuses(), epoch, requestedBy);
    if (seen) {
      documents.delete(Standing.KIND, job.id());
    }
  }

  static Refusal conflict(Job job) {
    return new Refusal(
        ProblemCode.DIRECTIVE_REFUSED,
        "job " + job.id() + " is being changed by somebody else, or was meanwhile: read it again");
  }

  /** From here on nobody else changes the job, until the change is done, given up or too old. */
  private Change claim(Job job, String next) {
    Instant now = Instant.now();
    Change change = new Change(UUID.randomUUID().toString(), next, now);
    Standing claimed = job.standingOrOwn().with(job.batchJob(), change);
    if (job.standing() == null) {
      documents
          .insert(Standing.KIND, job.id(), job.header().namespace(), claimed)
          .orElseThrow(() -> conflict(job));
      stillThere(job);
      return change;
    }
    Optional<Document<Standing>> kept =
        documents.change(
            Standing.KIND,
            job.id(),
            standing -> {
              if (!standing.equals(job.standing()) || isUnderWay(job, now)) {
                throw conflict(job);
              }
              return claimed;
            });
    kept.orElseThrow(() -> conflict(job));
    return change;
  }

  /** A cancel takes its document away when the view shows it: this one came later than that. */
  private void stillThere(Job job) {
    if (JobState.of(service.get(job.header().id()).header()) == JobState.UNKNOWN) {
      documents.delete(Standing.KIND, job.id());
      throw conflict(job);
    }
  }

  /** One whose next batch job stands already is done, but for the writing down. */
  private boolean isUnderWay(Job job, Instant now) {
    Change change = job.standing().change();
    return change != null
        && !job.standing().changesTo(job.batchJob())
        && now.isBefore(change.since().plus(config.changeExpires()));
  }

  /**
   * The deletion of the batch job that stands for the job is what decides.
   *
   * @return whether the view has it
   */
  private boolean delete(
      Job job, Change change, Set<JobStatus> legal, Integer epoch, String requestedBy) {
    try {
      return direct(job.batchJob(), DirectiveKind.DELETE, legal, epoch, requestedBy);
    } catch (Refusal e) {
      if (e.code() == ProblemCode.GONE) {
        return false; // a change that was given up came after all, and this one took its place
      }
      if (e.code().status() < 500) {
        giveUp(job, change);
      }
      throw e;
    }
  }

  private void giveUp(Job job, Change change) {
    documents.change(
        Standing.KIND,
        job.id(),
        standing ->
            change.equals(standing.change()) ? standing.with(standing.batchJob(), null) : standing);
  }

  private boolean direct(
      String batchJob,
      DirectiveKind kind,
      Set<JobStatus> legal,
      Integer epoch,
      String requestedBy) {
    Outcome outcome =
        service.direct(
            JobId.parse(batchJob),
            new DirectiveRequest(null, kind, onlyIf(legal, epoch)),
            requestedBy,
            config.directiveWait());
    if (!outcome.applied()) {
      throw new Refusal(
              ProblemCode.LOG_UNAVAILABLE,
              "it is not known yet whether the job is changed: read it again")
          .retryAfter(RETRY_AFTER);
    }
    return awaitView(outcome);
  }

  private static Directive.Options onlyIf(Set<JobStatus> legal, Integer epoch) {
    return new Directive.Options(null, false, null, null, null, legal, epoch);
  }

  private boolean awaitView(Outcome outcome) {
    try {
      return freshness.await(List.of(outcome.token()), config.directiveWait());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
