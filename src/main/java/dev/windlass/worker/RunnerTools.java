package dev.windlass.worker;

import dev.windlass.trace.Tracing;
import dev.windlass.worker.handler.Handlers;
import java.time.Duration;

/** What every runner of a grant needs of the worker that it belongs to. */
record RunnerTools(
    Machine machine,
    WorkerConfig config,
    JobControls controls,
    TaskClaimer claimer,
    ProgressReporter reporter,
    RowSource rows,
    Handlers handlers,
    ComputeTurns turns,
    WorkerMetrics metrics,
    Tracing tracing) {
  private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

  /** An answer wakes who waits; a look now and then catches one that came in between. */
  private static final Duration LOOK = Duration.ofMillis(50);

  /** Returns when an operation may begin. */
  void awaitLease(GrantRun run) throws LetGo {
    if (run.lease().holds(machine.nanos())) {
      return;
    }
    long ask = machine.nanos();
    while (!run.lease().holds(machine.nanos())) {
      if (machine.nanos() - ask >= 0) {
        reporter.report(run.job());
        ask = machine.nanos() + ASK_AGAIN.toNanos();
      }
      run.awaitChange(machine.nanos() + LOOK.toNanos());
      if (run.state().isLetGo()) {
        throw new LetGo();
      }
    }
  }

  /** Gives back what can't begin in time, and says so. */
  void handBackLate(GrantRun run) {
    if (run.handBackLate(machine.nanos(), config.grantPatience(), config.paceTolerance())) {
      reporter.report(run.job());
    }
  }
}
