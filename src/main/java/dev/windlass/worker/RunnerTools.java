package dev.windlass.worker;

import dev.windlass.worker.handler.Handlers;
import java.time.Duration;

/** What every runner of a grant needs of the worker that it belongs to. */
record RunnerTools(
    WorkerConfig config,
    JobControls controls,
    TaskClaimer claimer,
    ProgressReporter reporter,
    RowSource rows,
    Handlers handlers,
    WorkerMetrics metrics) {
  /** Progress asks for renewal once a second; the answer wakes who waits. */
  private static final Duration LOOK = Duration.ofMillis(50);

  /** Returns when an operation may begin. */
  void awaitLease(GrantRun run) throws LetGo {
    if (run.lease().holds(System.nanoTime())) {
      return;
    }
    reporter.report(run.job());
    while (!run.lease().holds(System.nanoTime())) {
      run.awaitChange(System.nanoTime() + LOOK.toNanos());
      if (run.state().isLetGo()) {
        throw new LetGo();
      }
    }
  }

  /** Gives back what can't begin in time, and says so. */
  void handBackLate(GrantRun run) {
    if (run.handBackLate(System.nanoTime(), config.grantPatience(), config.paceTolerance())) {
      reporter.report(run.job());
    }
  }
}
