package dev.windlass.compat.voiceagent;

import dev.windlass.control.BatchJobService;
import dev.windlass.control.DefinitionKey;
import dev.windlass.control.Definitions;
import dev.windlass.control.DirectiveRequest;
import dev.windlass.control.NewBatchJob;
import dev.windlass.control.Outcome;
import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import dev.windlass.control.StoredDefinition;
import dev.windlass.job.Creation.OnOverlap;
import dev.windlass.job.Directive;
import dev.windlass.job.DirectiveKind;
import dev.windlass.job.JobHeader;
import dev.windlass.job.JobId;
import dev.windlass.job.JobStatus;
import dev.windlass.view.BatchJobFilter;
import dev.windlass.view.BatchJobRow;
import dev.windlass.view.BatchJobs;
import dev.windlass.view.Cursor;
import dev.windlass.view.Freshness;
import dev.windlass.view.Slice;
import dev.windlass.wire.Token;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The batch jobs of a worker, jobs among them, and what is asked of them. */
@ApplicationScoped
class Runs {
  static final int MOST_LISTED = 1000;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Definitions definitions;
  private final BatchJobService service;
  private final BatchJobs jobs;
  private final Freshness freshness;
  private final Duration wait;

  Runs(
      Definitions definitions,
      BatchJobService service,
      BatchJobs jobs,
      Freshness freshness,
      VoiceAgentConfig config) {
    this.definitions = definitions;
    this.service = service;
    this.jobs = jobs;
    this.freshness = freshness;
    this.wait = config.directiveWait();
  }

  JobId create(
      DefinitionKey worker, JobKind kind, int concurrent, Double perSecond, String requestedBy) {
    StoredDefinition stored =
        definitions
            .find(worker)
            .orElseThrow(
                () ->
                    Answer.invalid(
                        "Worker: " + worker.name() + " is not valid: its definition was deleted"));
    requireCases(stored, "create " + kind.words());
    NewBatchJob asked =
        new NewBatchJob(
            worker,
            concurrent,
            null,
            null,
            perSecond,
            null,
            Map.of(),
            kind.labels(),
            true,
            OnOverlap.QUEUE_ONE);
    return service.create(asked, null, requestedBy).outcome().directive().job();
  }

  BatchJobRow get(DefinitionKey worker, JobKind kind, JobId id) {
    BatchJobRow row = get(worker, id);
    if (JobKind.of(row.labels()) != kind) {
      throw Answer.notFound();
    }
    return row;
  }

  /** A job or a batch job. */
  BatchJobRow get(DefinitionKey worker, JobId id) {
    BatchJobRow row = service.get(id);
    JobHeader header = row.header();
    if (!new DefinitionKey(header.namespace(), header.definition()).equals(worker)
        || Status.of(header).isEmpty()) {
      throw Answer.notFound();
    }
    return row;
  }

  /** Newest first. */
  List<BatchJobRow> of(DefinitionKey worker) {
    return jobs.list(filter(worker), null, MOST_LISTED).items().stream()
        .filter(Runs::seen)
        .toList();
  }

  List<BatchJobRow> ofNamespace(String namespace) {
    return jobs.list(filter(new DefinitionKey(namespace, null)), null, MOST_LISTED).items().stream()
        .filter(Runs::seen)
        .toList();
  }

  /**
   * Whether it may be done is for the coordinator to say; it also makes the job invalid where the
   * worker's definition is gone.
   */
  void direct(
      DefinitionKey worker, JobKind kind, JobId id, Verb verb, Double perSecond, String by) {
    get(worker, kind, id);
    if (verb == Verb.START) {
      definitions.find(worker).ifPresent(found -> requireCases(found, "start " + kind.words()));
    }
    Refusal refused = null;
    for (Try one : tries(verb, perSecond)) {
      refused = refused(id, new DirectiveRequest(null, verb.directive(), one.options()), by);
      if (refused == null) {
        return;
      }
    }
    throw Answer.notAcceptable(verb.refusal(kind, present(refused)));
  }

  /** What is asked for in which statuses. */
  private record Try(Set<JobStatus> onlyIf, Double perSecond) {
    Directive.Options options() {
      return new Directive.Options(perSecond, false, null, null, null, onlyIf, null);
    }
  }

  /**
   * Where the sub-jobs run, a rate has no effect. Which it is may change between two of them, so
   * the first is tried again.
   */
  private static List<Try> tries(Verb verb, Double perSecond) {
    if (perSecond == null || verb.rateHasNoEffectIn().isEmpty()) {
      return List.of(new Try(verb.onlyIf(), perSecond));
    }
    Set<JobStatus> resting = new HashSet<>(verb.onlyIf());
    resting.removeAll(verb.rateHasNoEffectIn());
    Try paced = new Try(resting, perSecond);
    return List.of(paced, new Try(verb.rateHasNoEffectIn(), null), paced);
  }

  /** Null where it was done. */
  private Refusal refused(JobId id, DirectiveRequest asked, String by) {
    try {
      direct(id, asked, by);
      return null;
    } catch (Refusal e) {
      if (e.code() == ProblemCode.DIRECTIVE_REFUSED) {
        return e;
      }
      throw e;
    }
  }

  void delete(DefinitionKey worker, JobKind kind, JobId id, String requestedBy) {
    get(worker, kind, id);
    direct(id, new DirectiveRequest(null, DirectiveKind.DELETE, null), requestedBy);
  }

  /** {@code kind} null is all. They go one after the other while the answer is on its way. */
  void deleteAll(DefinitionKey worker, JobKind kind, String requestedBy) {
    Map<Integer, Token> last = new HashMap<>();
    Cursor cursor = null;
    do {
      Slice<BatchJobRow> slice = jobs.list(filter(worker), cursor, MOST_LISTED);
      slice.items().stream()
          .filter(Runs::seen)
          .filter(row -> kind == null || JobKind.of(row.labels()) == kind)
          .flatMap(row -> deleted(row.header().id(), requestedBy).stream())
          .forEach(token -> last.put(token.partition(), token));
      cursor = slice.next();
    } while (cursor != null);
    await(last.values());
  }

  /** Empty where it was gone before. */
  private Optional<Token> deleted(JobId id, String requestedBy) {
    DirectiveRequest delete = new DirectiveRequest(null, DirectiveKind.DELETE, null);
    try {
      return Optional.of(service.direct(id, delete, requestedBy, Duration.ZERO).token());
    } catch (Refusal e) {
      if (e.code().status() >= 500) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private void direct(JobId id, DirectiveRequest asked, String requestedBy) {
    Outcome outcome = service.direct(id, asked, requestedBy, wait);
    if (!outcome.applied()) {
      throw new Refusal(
              ProblemCode.LOG_UNAVAILABLE,
              "it is not known yet what became of it: look at the job before asking again")
          .retryAfter(RETRY_AFTER);
    }
    await(List.of(outcome.token()));
  }

  private void await(Collection<Token> tokens) {
    try {
      freshness.await(List.copyOf(tokens), wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void requireCases(StoredDefinition worker, String what) {
    if (worker.definition().cases().isEmpty()) {
      throw Answer.invalid("Can not " + what + " from worker with empty cases array");
    }
  }

  private static boolean seen(BatchJobRow row) {
    return Status.of(row.header()).isPresent();
  }

  private static String present(Refusal refused) {
    JobStatus status = JobStatus.ofLabel((String) refused.facts().get("batchJobStatus"));
    return Status.of(status).map(Status::word).orElseThrow(Answer::notFound);
  }

  private static BatchJobFilter filter(DefinitionKey worker) {
    return new BatchJobFilter(
        worker.namespace(), Set.of(), worker.name(), null, null, null, null, null);
  }
}
