package dev.windlass.view;

import dev.windlass.wire.WorkerRecord;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/** A worker as it last spoke of itself. One that left is not here; one that died still is. */
@RegisterForReflection
public record WorkerRow(
    String incarnation,
    String name,
    String[] queues,
    int slots,
    int busy,
    int stuck,
    boolean draining,
    int grantsPartition,
    String version,
    Instant startedAt,
    Instant lastSeenAt) {
  /** Silent for so long that it counts as gone. */
  public boolean silent(Instant now) {
    return lastSeenAt
        .plus(WorkerRecord.BEAT.multipliedBy(WorkerRecord.BEATS_UNTIL_GONE))
        .isBefore(now);
  }

  public List<String> queueNames() {
    return List.of(queues);
  }
}
