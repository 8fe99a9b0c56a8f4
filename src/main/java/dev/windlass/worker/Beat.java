package dev.windlass.worker;

import dev.windlass.wire.WorkerRecord;
import io.quarkus.logging.Log;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Says every few seconds that this worker is there, and at its end that it is gone. */
final class Beat {
  private final WorkerIdentity identity;
  private final WorkerLog log;
  private final TaskClaimer claimer;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("windlass-worker-beat").factory());
  private volatile boolean draining;

  Beat(WorkerIdentity identity, WorkerLog log, TaskClaimer claimer) {
    this.identity = identity;
    this.log = log;
    this.claimer = claimer;
  }

  void start() {
    executor.scheduleAtFixedRate(
        this::present, 0, WorkerRecord.BEAT.toMillis(), TimeUnit.MILLISECONDS);
  }

  void draining() {
    draining = true;
    executor.execute(this::present);
  }

  /** The last word, after which nothing comes. */
  void end() {
    executor.shutdown();
    try {
      executor.awaitTermination(6, TimeUnit.SECONDS);
      log.gone(identity.incarnation()).get(5, TimeUnit.SECONDS);
    } catch (Exception e) {
      Log.warnf("The worker's end could not be told: %s", e.getMessage());
    }
  }

  private void present() {
    log.present(
        new WorkerRecord(
            identity.incarnation(),
            identity.name(),
            identity.queues(),
            identity.slots(),
            claimer.busy(),
            claimer.stuck(),
            draining,
            identity.grantsPartition(),
            identity.version(),
            identity.startedAt(),
            Instant.now()));
  }
}
