package dev.windlass.worker;

import java.time.Instant;
import java.util.List;

/** Who this worker is for as long as its process lives. */
record WorkerIdentity(
    String incarnation,
    String name,
    String version,
    List<String> queues,
    int slots,
    int grantsPartition,
    Instant startedAt) {}
