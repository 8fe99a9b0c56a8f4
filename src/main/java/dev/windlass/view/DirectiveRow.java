package dev.windlass.view;

import dev.windlass.wire.Token;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/**
 * A directive and what became of it. {@code directive} and {@code state} are the words of the wire:
 * pause, applied.
 */
@RegisterForReflection
public record DirectiveRow(
    UUID batchJobId,
    String id,
    String directive,
    String state,
    String code,
    String reason,
    String requestedBy,
    Instant requestedAt,
    Instant decidedAt,
    int eventPartition,
    long eventOffset) {
  public Token token() {
    return Token.event(eventPartition, eventOffset);
  }
}
