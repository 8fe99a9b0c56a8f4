package dev.windlass.view;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/** What queries select of a {@link BatchJobView}. */
@RegisterForReflection
public record BatchJobColumns(
    UUID id,
    Instant createdAt,
    String header,
    String arguments,
    String labels,
    String input,
    String recent,
    Instant eventAt,
    int eventPartition,
    long eventOffset) {}
