package dev.windlass.worker;

import dev.windlass.job.Begun;
import dev.windlass.job.Definition;
import dev.windlass.job.Definition.KeepResults;
import dev.windlass.trace.Step;
import dev.windlass.wire.DefinitionRecord;
import dev.windlass.wire.ResultRecord;
import dev.windlass.worker.GrantRun.Interruption;
import dev.windlass.worker.handler.Operation;
import dev.windlass.worker.handler.OperationHandler;
import dev.windlass.worker.handler.Outcome;
import dev.windlass.worker.handler.Secrets;
import dev.windlass.worker.handler.UnusableParameters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Runs the operations of one grant, with retries and time limits, and counts them. */
final class OperationRunner {
  /** A grant that has more than this to tell waits until it is in the log. */
  private static final int MOST_UNWRITTEN = 1 << 20;

  /** There is a record's worth to tell. */
  private static final int WORTH_WRITING = 200 << 10;

  private static final Duration LOOK = Duration.ofMillis(50);

  private final GrantRun run;
  private final RunnerTools tools;
  private final ComputeTurns.Turn turn;
  private final Definition definition;
  private final Plan plan;
  private final Secrets secrets;
  private final CaseParameters parameters;
  private final Backoff backoff;
  private final OperationHandler handler;
  private int traced;

  private record Tried(Outcome outcome, int tries) {}

  OperationRunner(
      GrantRun run, DefinitionRecord record, RunnerTools tools, ComputeTurns.Turn turn) {
    this.run = run;
    this.tools = tools;
    this.turn = turn;
    this.definition = record.definition();
    this.plan = Plan.of(definition);
    this.backoff = new Backoff(definition.retries().backoff(), definition.retries().maxBackoff());
    this.handler = tools.handlers().find(definition.handler()).orElse(null);
    this.secrets =
        new Secrets(
            tools.config().secretsDirectory().map(Path::of).orElse(null), definition.namespace());
    this.parameters = parameters(record);
  }

  private CaseParameters parameters(DefinitionRecord record) {
    boolean named = CaseParameters.namesSecret(definition);
    return handler == null
        ? new CaseParameters(record, Set.of(), Set.of(), secrets)
        : new CaseParameters(record, handler.verbatim(), handler.fixed(named), secrets);
  }

  Plan plan() {
    return plan;
  }

  String caseId(int caseIndex) {
    return caseIndex < definition.cases().size() ? definition.cases().get(caseIndex).id() : null;
  }

  void checkHandler() {
    if (handler == null) {
      throw new UnusableParameters(
          "there is no handler '%s': there are %s"
              .formatted(definition.handler(), tools.handlers().names()));
    }
  }

  /** Runs the next operation of the sub-job and counts it. */
  SubJobRun next(SubJobRun at, Map<String, ?> row) throws LetGo {
    awaitRoom();
    Operation operation = operation(at.at(), row);
    long began = tools.machine().nanos();
    run.state().busy(began);
    Tried tried;
    long ended;
    try (Step step = step(operation)) {
      tried = tried(operation);
      step.with("tries", tried.tries());
      if (tried.outcome().failed()) {
        step.failed(secrets.redacted(tried.outcome().error()));
      }
      ended = tools.machine().nanos();
      // The wait for a turn is part of how long sub-jobs take here: grants are as large as it
      // allows.
      turn.next(ended);
    } finally {
      run.state().idle(tools.machine().nanos());
    }
    return count(at, operation, tried, Duration.ofNanos(ended - began));
  }

  private Step step(Operation operation) {
    if (run.trace().none() || traced++ >= tools.config().tracedOperations()) {
      return Step.NONE;
    }
    return tools
        .tracing()
        .doing("run operation", run.trace())
        .with("handler", definition.handler())
        .with("index", operation.index())
        .with("iteration", operation.iteration())
        .with("case", operation.caseId())
        .with("attempt", operation.attempt());
  }

  /** Keeps it to be written before the progress that counts it. */
  void tell(ResultRecord.Operation operation) {
    if (run.results().add(operation) > WORTH_WRITING) {
      tools.reporter().report(run.job());
    }
  }

  /** Waits until the log has taken enough of what there was to tell. */
  private void awaitRoom() throws LetGo {
    while (run.results().heldBytes() > MOST_UNWRITTEN) {
      run.awaitChange(tools.machine().nanos() + LOOK.toNanos());
    }
  }

  private Operation operation(Begun at, Map<String, ?> row) {
    return new Operation(
        run.job(),
        at.index(),
        at.iteration(),
        at.caseIndex(),
        caseId(at.caseIndex()),
        at.attempt(),
        parameters.of(at.caseIndex(), row, at.iteration(), at.index()),
        definition.operationTimeout());
  }

  private Tried tried(Operation operation) throws LetGo {
    for (int tries = 1; ; tries++) {
      Outcome outcome = once(operation);
      if (!outcome.failed() || outcome.lasting() || tries > definition.retries().max()) {
        return new Tried(outcome, tries);
      }
      run.rest(backoff.after(tries, tools.machine().random(), outcome.retryAfter()));
      tools.awaitLease(run);
    }
  }

  /** An operation that a stop has hit did not happen, unless it succeeded all the same. */
  private Outcome once(Operation operation) throws LetGo {
    Outcome outcome;
    try {
      outcome = run.interruptibly(operation.timeout(), () -> handler.run(operation));
    } catch (LetGo e) {
      throw e;
    } catch (UnusableParameters e) {
      throw new UnusableParameters(secrets.redacted(e.getMessage()));
    } catch (Throwable e) {
      outcome = Outcome.failure(reason(e));
    }
    if (outcome == null) {
      outcome = Outcome.failure("the handler '" + definition.handler() + "' returned no outcome");
    }
    return outcome.failed() ? judged(outcome, run.interruption(), operation) : outcome;
  }

  private static Outcome judged(Outcome failure, Interruption by, Operation operation)
      throws LetGo {
    return switch (by) {
      case NONE -> failure;
      case STOP -> throw new LetGo();
      case TIMEOUT ->
          Outcome.failure("it did not end within its operationTimeout of " + operation.timeout());
    };
  }

  private SubJobRun count(SubJobRun at, Operation operation, Tried tried, Duration took)
      throws LetGo {
    if (run.state().isLetGo()) {
      throw new LetGo();
    }
    Outcome outcome = tried.outcome();
    SubJobRun after = at.after(outcome.failed());
    boolean keep = after.ended() || definition.keepResults() == KeepResults.ALL;
    if (outcome.failed() || keep && outcome.output() != null) {
      tell(told(operation, tried, took, keep, after.ended()));
    }
    tools
        .metrics()
        .operation(outcome.failed() ? WorkerMetrics.Ran.FAILED : WorkerMetrics.Ran.SUCCESS);
    tools.metrics().took(took);
    SubJobRun counted = run.state().count(outcome.failed());
    if (counted == null) {
      throw new LetGo();
    }
    claimAhead();
    return counted;
  }

  private void claimAhead() {
    if (!run.endsSoon() && run.state().nanosLeft(plan) < tools.config().claimAhead().toNanos()) {
      tools.claimer().endsSoon(run);
    }
  }

  private ResultRecord.Operation told(
      Operation operation, Tried tried, Duration took, boolean keepOutput, boolean last) {
    String output = keepOutput ? secrets.redacted(tried.outcome().output()) : null;
    String kept = ResultLimits.truncated(output, ResultLimits.OUTPUT_BYTES);
    return new ResultRecord.Operation(
        operation.index(),
        operation.iteration(),
        operation.caseIndex(),
        operation.caseId(),
        operation.attempt(),
        tried.tries(),
        tools.machine().now(),
        took.toMillis(),
        ResultLimits.truncated(secrets.redacted(tried.outcome().error()), ResultLimits.ERROR_BYTES),
        kept,
        output != null && kept.length() < output.length(),
        last);
  }

  private static String reason(Throwable e) {
    String name = e.getClass().getSimpleName();
    return e.getMessage() == null ? name : name + ": " + e.getMessage();
  }
}
