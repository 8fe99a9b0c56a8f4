package dev.windlass.control;

import dev.windlass.control.NewDirectives.Possible;
import dev.windlass.job.Creation;
import dev.windlass.job.Directive;
import dev.windlass.job.JobId;
import dev.windlass.job.Snapshot;
import dev.windlass.view.BatchJobRow;
import dev.windlass.view.Freshness;
import dev.windlass.wire.Json;
import dev.windlass.wire.Token;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Creates batch jobs and passes on what is asked of them. */
@ApplicationScoped
public class BatchJobService {
  private final Database database;
  private final Definitions definitions;
  private final NewDirectives directives;
  private final JobLookup jobs;
  private final Freshness freshness;
  private final Asking asking;
  private final Namespaces access;
  private final ControlConfig config;

  BatchJobService(
      Database database,
      Definitions definitions,
      NewDirectives directives,
      JobLookup jobs,
      Freshness freshness,
      Asking asking,
      Namespaces access,
      ControlConfig config) {
    this.database = database;
    this.definitions = definitions;
    this.directives = directives;
    this.jobs = jobs;
    this.freshness = freshness;
    this.asking = asking;
    this.access = access;
    this.config = config;
  }

  /** A create as it went into the log, and what came of it. */
  public record Created(Creation creation, Outcome outcome) {}

  /**
   * Answers after the batch job's first event, when the view has it; after {@code
   * windlass.control.first-event-wait} with what is known then.
   *
   * @param key the client's idempotency key, or null: a repeat must ask for the same
   */
  public Created create(NewBatchJob asked, String key, String requestedBy) {
    Possible possible = directives.check(asked);
    return send(directive(possible, possible.serialKey(), key, requestedBy));
  }

  /** A create with an id of its own, or with that which the key stands for. */
  Directive directive(Possible possible, String serialKey, String key, String requestedBy) {
    Instant now = Times.now();
    JobId fresh = JobIds.next(now, possible.definition().namespace(), serialKey);
    JobId id = id(fresh, possible.asked(), key, now);
    return directives.numbered(possible, id, serialKey, requestedBy, now);
  }

  Created send(Directive create) {
    long end = System.nanoTime() + config.firstEventWait().toNanos();
    Outcome outcome = asking.ask(create, left(end));
    if (outcome.applied()) {
      awaitView(outcome.event(), left(end));
    }
    return new Created(create.creation(), outcome);
  }

  /** Waits for the outcome at most {@code wait}; throws the refusal where it is refused in time. */
  public Outcome direct(JobId id, DirectiveRequest asked, String requestedBy, Duration wait) {
    requireReached(id);
    Snapshot snapshot = asked.mayBegin() ? snapshot(id) : null;
    Directive directive =
        new Directive(
            asked.id() == null ? UUID.randomUUID().toString() : asked.id(),
            id,
            asked.directive(),
            requestedBy,
            asked.origin(),
            Times.now(),
            asked.options(),
            null,
            snapshot);
    return asking.ask(directive, wait);
  }

  /** A batch job that is younger than the view is waited for. */
  public BatchJobRow get(JobId id) {
    return jobs.get(id);
  }

  /** False where the view is past the instant at which it was made, whether or not it has it. */
  public boolean mayBeOnItsWay(JobId id) {
    return jobs.mayBeOnItsWay(id);
  }

  /** Who reaches all namespaces needs no look at it: it may be unknown. */
  public void requireReached(JobId id) {
    if (!access.reach().all()) {
      jobs.get(id);
    }
  }

  /** The key is stored before anything is sent, so that a repeat finds the same id. */
  private JobId id(JobId fresh, NewBatchJob asked, String key, Instant now) {
    if (key == null) {
      return fresh;
    }
    String hash = JobIds.hash(Json.write(asked));
    String namespace = asked.definition().namespace();
    IdempotencyRows.Claimed claimed =
        database.transaction(
            connection -> IdempotencyRows.claim(connection, namespace, key, fresh, hash, now));
    if (!claimed.requestHash().equals(hash)) {
      throw new Refusal(
              ProblemCode.IDEMPOTENCY_KEY_REUSED,
              "the Idempotency-Key '" + key + "' was used before with another body")
          .with("batchJobId", claimed.job().toString());
    }
    return claimed.job();
  }

  /** The definition as it is now; an unknown batch job is for the coordinator to refuse. */
  private Snapshot snapshot(JobId id) {
    Optional<BatchJobRow> row = jobs.find(id);
    if (row.isEmpty() && jobs.mayBeOnItsWay(id)) {
      throw new Refusal(
              ProblemCode.DATABASE_UNAVAILABLE,
              "the view has not come to batch job " + id + ", so its definition is not known yet")
          .retryAfter(Duration.ofSeconds(1));
    }
    if (row.isEmpty()) {
      return Snapshot.missing("batch job " + id + " is not known");
    }
    DefinitionKey key =
        new DefinitionKey(row.get().header().namespace(), row.get().header().definition());
    return definitions
        .find(key)
        .map(stored -> Snapshot.of(stored.definition()))
        .orElseGet(() -> Snapshot.missing("definition " + key + " was deleted"));
  }

  private void awaitView(Token event, Duration atMost) {
    try {
      freshness.await(List.of(event), atMost);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration left(long end) {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }
}
