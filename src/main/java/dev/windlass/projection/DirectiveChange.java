package dev.windlass.projection;

import dev.windlass.job.DirectiveOutcome;
import dev.windlass.job.DirectiveOutcome.State;
import dev.windlass.job.JobId;
import dev.windlass.job.Refusal;
import java.time.Instant;

/**
 * What became of a directive. That it was sent again does not change what became of it.
 *
 * @param namespace null where the batch job never existed
 */
record DirectiveChange(
    JobId job,
    String namespace,
    DirectiveOutcome outcome,
    Instant decidedAt,
    int partition,
    long offset) {
  record Key(JobId job, String id) {}

  Key key() {
    return new Key(job, outcome.id());
  }

  DirectiveChange then(DirectiveChange later) {
    return replaceable() && later.outcome.state() != State.REPEATED ? later : this;
  }

  private boolean replaceable() {
    return outcome.state() == State.REPEATED || Refusal.MALFORMED.code().equals(outcome.code());
  }
}
