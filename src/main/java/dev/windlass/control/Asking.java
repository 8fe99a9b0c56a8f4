package dev.windlass.control;

import dev.windlass.access.Access;
import dev.windlass.job.Directive;
import dev.windlass.job.DirectiveOutcome;
import dev.windlass.job.JobEvent;
import dev.windlass.job.JobHeader;
import dev.windlass.watch.EventHub;
import dev.windlass.watch.Live;
import dev.windlass.wire.Token;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Puts a directive into the log and waits for what the coordinator makes of it. */
@ApplicationScoped
class Asking {
  private static final Map<String, ProblemCode> CODES =
      Map.of(
          dev.windlass.job.Refusal.UNKNOWN.code(), ProblemCode.UNKNOWN_BATCH_JOB,
          dev.windlass.job.Refusal.GONE.code(), ProblemCode.GONE,
          dev.windlass.job.Refusal.RUN_IN_PROGRESS.code(), ProblemCode.RUN_IN_PROGRESS,
          dev.windlass.job.Refusal.MALFORMED.code(), ProblemCode.INVALID_REQUEST);

  private final DirectiveLog log;
  private final EventHub hub;
  private final Access access;

  Asking(DirectiveLog log, EventHub hub, Access access) {
    this.log = log;
    this.hub = hub;
    this.access = access;
  }

  /** Throws the refusal where the coordinator refuses in time. */
  Outcome ask(Directive asked, Duration wait) {
    Directive directive = asked.origin() == null ? asked.from(access.origin()) : asked;
    CompletableFuture<Live> told = hub.directive(directive.job(), directive.id());
    try {
      Token kept = log.append(directive);
      Live live = await(told, wait);
      return live == null
          ? new Outcome(directive, kept, null, null)
          : outcome(directive, kept, live);
    } finally {
      told.cancel(false);
    }
  }

  private static Live await(CompletableFuture<Live> told, Duration wait) {
    try {
      return told.get(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return null; // it is in the log: the answer says so, and that no more is known
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private static Outcome outcome(Directive directive, Token kept, Live live) {
    DirectiveOutcome outcome = live.event().directive();
    if (outcome.state() == DirectiveOutcome.State.REFUSED || outcome.code() != null) {
      throw refusal(directive, live);
    }
    return new Outcome(directive, kept, live.event().header(), live.token());
  }

  private static Refusal refusal(Directive directive, Live live) {
    DirectiveOutcome outcome = live.event().directive();
    JobHeader header = live.event().header();
    Refusal refusal =
        new Refusal(
                CODES.getOrDefault(outcome.code(), ProblemCode.DIRECTIVE_REFUSED), outcome.reason())
            .with("reason", outcome.code())
            .with("directiveId", directive.id())
            .with("batchJobId", directive.job().toString())
            .with("token", live.token().toString());
    if (header != null) {
      refusal.with("batchJobStatus", header.status().label());
    }
    if (live.event().event() instanceof JobEvent.RunSkipped skipped) {
      refusal.with("activeBatchJobId", skipped.active().toString());
    }
    return refusal;
  }
}
