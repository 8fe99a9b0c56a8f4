package dev.windlass.control;

import dev.windlass.job.Directive;
import dev.windlass.job.JobHeader;
import dev.windlass.wire.Token;

/**
 * What is known of a directive when its answer goes out: kept in the log, and, where the event came
 * in time, applied.
 *
 * @param kept where the directive stands in the log
 * @param header the batch job after it; null where the event did not come in time
 * @param event the event that told; null where it did not come in time
 */
public record Outcome(Directive directive, Token kept, JobHeader header, Token event) {
  public boolean applied() {
    return event != null;
  }

  /** What a read waits for to see it. */
  public Token token() {
    return event == null ? kept : event;
  }
}
