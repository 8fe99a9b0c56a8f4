package dev.windlass.job;

import java.time.Instant;

/**
 * What became of a directive: stands in the first event that it caused.
 *
 * @param origin where it was asked; null where nobody said so
 * @param namespace of a create, which may have been refused: then no header has it
 */
public record DirectiveOutcome(
    String id,
    DirectiveKind directive,
    State state,
    String code,
    String reason,
    String requestedBy,
    String origin,
    String namespace,
    Instant time) {
  public DirectiveOutcome(
      String id,
      DirectiveKind directive,
      State state,
      String code,
      String reason,
      String requestedBy,
      Instant time) {
    this(id, directive, state, code, reason, requestedBy, null, null, time);
  }

  public enum State {
    APPLIED,
    REFUSED,
    REPEATED
  }
}
