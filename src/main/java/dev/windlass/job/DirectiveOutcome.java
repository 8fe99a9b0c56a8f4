package dev.windlass.job;

import java.time.Instant;

/** What became of a directive: stands in the first event that it caused. */
public record DirectiveOutcome(
    String id,
    DirectiveKind directive,
    State state,
    String code,
    String reason,
    String requestedBy,
    Instant time) {
  public enum State {
    APPLIED,
    REFUSED,
    REPEATED
  }
}
