package dev.windlass.wire;

import java.time.Instant;
import java.util.List;

/**
 * What a worker says of itself, every few seconds, under its incarnation as key; a tombstone when
 * it leaves.
 *
 * @param incarnation the id of this life of the worker process
 * @param name what people call it; stays the same over restarts
 */
public record WorkerRecord(
    String incarnation,
    String name,
    List<String> queues,
    int slots,
    int busy,
    int stuck,
    boolean draining,
    int grantsPartition,
    String version,
    Instant startedAt,
    Instant at) {
  public WorkerRecord {
    queues = queues == null ? List.of() : List.copyOf(queues);
  }

  /** Silent for this many beats, it counts as gone. */
  public static final int BEATS_UNTIL_GONE = 3;

  public static final java.time.Duration BEAT = java.time.Duration.ofSeconds(3);
}
