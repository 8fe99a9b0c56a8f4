package dev.windlass.wire;

import java.time.Instant;

/** A record that could not be read or applied, with the reason and its bytes. */
public record DeadLetter(
    String topic,
    int partition,
    long offset,
    String role,
    String reason,
    Instant at,
    byte[] key,
    byte[] value) {}
