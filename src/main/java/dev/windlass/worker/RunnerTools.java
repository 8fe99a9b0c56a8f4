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
  private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

  /** An answer wakes who waits; a look now and then catches one that came in between. */
  private static final Duration LOOK = Duration.ofMillis(50);

  /** Returns when an operation may begin. */
  void awaitLease(GrantRun run) throws LetGo {
    if (run.lease().holds(System.nanoTime())) {
      return;
    }
    long ask = System.nanoTime();
    while (!run.lease().holds(System.nanoTime())) {
      if (System.nanoTime() - ask >= 0) {
        reporter.report(run.job());
        ask = System.nanoTime() + ASK_AGAIN.toNanos();
      }
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
