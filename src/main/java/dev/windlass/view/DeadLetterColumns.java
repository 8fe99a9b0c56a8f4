package dev.windlass.view;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/** What queries select of a {@link DeadLetterView}: all but the value. */
@RegisterForReflection
public record DeadLetterColumns(
    String id,
    int letterPartition,
    long letterOffset,
    String topic,
    int partition,
    long recordOffset,
    String kind,
    String role,
    String reason,
    Instant parkedAt,
    byte[] recordKey,
    byte[] preview,
    byte[] headers,
    long valueBytes,
    boolean truncated,
    Integer times,
    Instant redrivenAt,
    String redrivenBy,
    Integer nowPartition,
    Long nowOffset) {}
