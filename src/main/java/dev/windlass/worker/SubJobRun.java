package dev.windlass.worker;

import dev.windlass.job.Begun;
import dev.windlass.job.SubJobStatus;

/** A sub-job at a position: what comes next, what has been counted, whether it has ended. */
record SubJobRun(Begun at, Plan plan) {

  SubJobRun after(boolean operationFailed) {
    boolean caseLeft = at.caseIndex() + 1 < plan.cases();
    return new SubJobRun(
        new Begun(
            at.index(),
            caseLeft ? at.iteration() : at.iteration() + 1,
            caseLeft ? at.caseIndex() + 1 : 0,
            at.done() + 1,
            at.failed() + (operationFailed ? 1 : 0),
            at.attempt()),
        plan);
  }

  boolean ended() {
    return plan.cases() == 0 || plan.exhausted(at.failed()) || remaining() == 0;
  }

  /** Operations that are left; for ever is a very large number. */
  long remaining() {
    return plan.infinite()
        ? Long.MAX_VALUE
        : Math.max(0, (plan.iterations() - at.iteration()) * plan.cases() - at.caseIndex());
  }

  /** How it ended. */
  SubJobStatus status() {
    if (plan.exhausted(at.failed())) {
      return SubJobStatus.FAILED;
    }
    return at.failed() > 0 ? SubJobStatus.COMPLETED_WITH_ERRORS : SubJobStatus.COMPLETED;
  }
}
