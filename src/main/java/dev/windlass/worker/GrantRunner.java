package dev.windlass.worker;

import dev.windlass.job.InputRef;
import dev.windlass.job.SubJobStatus;
import dev.windlass.trace.Step;
import dev.windlass.wire.DefinitionRecord;
import dev.windlass.wire.ResultRecord;
import dev.windlass.worker.handler.UnusableParameters;
import io.quarkus.logging.Log;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Runs one grant: its sub-jobs in order, each operation by operation from its position. Between two
 * operations it looks at its orders and at its lease.
 */
final class GrantRunner implements Runnable {
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration ROW_PATIENCE = Duration.ofSeconds(30);
  private static final Backoff ROW_BACKOFF =
      new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));

  private final GrantRun run;
  private final RunnerTools tools;

  GrantRunner(GrantRun run, RunnerTools tools) {
    this.run = run;
    this.tools = tools;
  }

  @Override
  public void run() {
    try (Step step = tools.tracing().doing("run grant", run.trace())) {
      step.with("job", run.job().toString()).with("grant", run.granted().grant());
      run.trace(step.trace());
      work();
    } catch (LetGo e) {
      // What is left goes back with its position.
    } catch (Throwable e) {
      Log.errorf(
          e, "Grant %d of batch job %s was let go in error", run.granted().grant(), run.job());
    } finally {
      tools.claimer().ended(run);
    }
  }

  private void work() throws LetGo {
    DefinitionRecord definition = awaitDefinition();
    run.stopTimeout(definition.definition().stopTimeout());
    try (ComputeTurns.Turn turn = tools.turns().turn()) {
      OperationRunner operations = new OperationRunner(run, definition, tools, turn);
      while (awaitTurn()) {
        tools.awaitLease(run);
        SubJobRun subJob = run.state().enter(operations.plan());
        if (subJob != null) {
          runSubJob(subJob, definition.input(), operations);
        }
      }
    }
  }

  /** What this epoch runs, as soon as it has been read that it shall. */
  private DefinitionRecord awaitDefinition() throws LetGo {
    while (true) {
      run.checkOrder();
      var control = tools.controls().control(run.job());
      DefinitionRecord definition = tools.controls().definition(run.job());
      if (control != null
          && control.controlVersion() >= run.granted().controlVersion()
          && definition != null
          && definition.epoch() >= run.granted().epoch()) {
        if (definition.epoch() > run.granted().epoch()) {
          throw new LetGo();
        }
        return definition;
      }
      letGoIfNothingIsLeft();
      run.awaitChange(tools.machine().nanos() + LOOK.toNanos());
    }
  }

  /** Waits for the instant of the next sub-job; false if there is none. */
  private boolean awaitTurn() throws LetGo {
    while (true) {
      run.checkOrder();
      tools.handBackLate(run);
      int next = run.state().nextOrder();
      if (next < 0) {
        return false;
      }
      long due = run.due(next);
      if (tools.machine().nanos() - due >= 0) {
        return true;
      }
      run.awaitChange(due);
    }
  }

  private void letGoIfNothingIsLeft() throws LetGo {
    if (run.state().nextOrder() < 0) {
      throw new LetGo();
    }
  }

  private void runSubJob(SubJobRun from, InputRef input, OperationRunner operations) throws LetGo {
    SubJobRun at = from;
    try {
      operations.checkHandler();
      Map<String, ?> row = row(input, at.at().index());
      while (!at.ended()) {
        run.checkOrder();
        tools.awaitLease(run);
        at = operations.next(at, row);
      }
      run.state().end(at.status());
    } catch (UnusableParameters e) {
      invalid(run.state().current(), operations, e.getMessage());
    }
  }

  private void invalid(SubJobRun at, OperationRunner operations, String reason) throws LetGo {
    if (at == null) {
      throw new LetGo();
    }
    tools.metrics().operation(WorkerMetrics.Ran.INVALID);
    operations.tell(
        new ResultRecord.Operation(
            at.at().index(),
            at.at().iteration(),
            at.at().caseIndex(),
            operations.caseId(at.at().caseIndex()),
            at.at().attempt(),
            0,
            tools.machine().now(),
            0,
            ResultLimits.truncated(reason, ResultLimits.ERROR_BYTES),
            null,
            false,
            true));
    run.state().end(SubJobStatus.INVALID);
  }

  /** The API may be away for a while: the sub-job waits for its row. */
  private Map<String, ?> row(InputRef input, int index) throws LetGo {
    if (input == null) {
      return Map.of();
    }
    Optional<Map<String, Object>> cached = tools.rows().cached(input.id(), index);
    if (cached.isPresent()) {
      return cached.get();
    }
    for (int tries = 1; ; tries++) {
      try {
        return run.interruptibly(ROW_PATIENCE, () -> tools.rows().fetch(input.id(), index));
      } catch (UnusableParameters | LetGo e) {
        throw e;
      } catch (Exception e) {
        if (tries == 1) {
          Log.warnf("Row %d of input %s is awaited: %s", index, input.id(), e.getMessage());
        }
        run.rest(ROW_BACKOFF.after(tries, tools.machine().random()));
      }
    }
  }
}
