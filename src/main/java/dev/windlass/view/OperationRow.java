package dev.windlass.view;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/** An operation that told something: {@code error} where it failed, {@code output} where not. */
@RegisterForReflection
public record OperationRow(
    long iteration,
    int caseIndex,
    String caseId,
    int attempt,
    int tries,
    String worker,
    Instant at,
    long durationMs,
    String error,
    String output,
    boolean outputTruncated,
    boolean last) {}
