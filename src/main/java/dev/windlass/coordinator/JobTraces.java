package dev.windlass.coordinator;

import dev.windlass.coordinator.StateKey.Kind;
import dev.windlass.job.Directive;
import dev.windlass.job.JobHeader;
import dev.windlass.job.JobInput;
import dev.windlass.job.Released;
import dev.windlass.trace.Step;
import dev.windlass.trace.Trace;
import dev.windlass.trace.Tracing;

/**
 * Which trace a decision belongs to: that of the record which asks for it, and where none does -
 * tasks that are due - that of the directive which last set the batch job going. It is stored, so
 * that whoever takes the partition over goes on with it.
 */
record JobTraces(JobStore jobs, Tracing tracing) {
  Step step(JobInput input, JobHeader before, Origin origin) {
    if (tracing.off()) {
      return Step.NONE;
    }
    boolean unasked = origin.isClock() || input instanceof Released;
    Step step =
        unasked
            ? tracing.doing("decide", stored(before))
            : tracing.processing(origin.topic(), origin.headers());
    return step.with("job", input.job().toString()).with("input", input.getClass().getSimpleName());
  }

  /** Adds to the plan what is to be known when it goes on by itself. */
  void keep(Plan plan, JobInput input, JobHeader before, JobHeader after, Trace trace) {
    if (!trace.none() && input instanceof Directive && setsGoing(before, after)) {
      plan.put(StateKey.of(Kind.TRACE, after.id()), trace);
    }
  }

  /** An ended job does nothing by itself but go, weeks later. */
  private Trace stored(JobHeader header) {
    return header == null || header.status().ended()
        ? Trace.NONE
        : jobs.read(Kind.TRACE, header.id(), Trace.class).orElse(Trace.NONE);
  }

  private static boolean setsGoing(JobHeader before, JobHeader after) {
    if (after == null || after.status().ended()) {
      return false;
    }
    return before == null
        || before.epoch() != after.epoch()
        || before.controlVersion() != after.controlVersion();
  }
}
