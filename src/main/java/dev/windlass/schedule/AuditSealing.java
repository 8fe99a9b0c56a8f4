package dev.windlass.schedule;

import dev.windlass.control.AuditSealer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** Keeps the audit: appends what is new every second, and lets go of what is old every hour. */
@Singleton
class AuditSealing {
  private final AuditSealer sealer;
  private final Duration retention;
  private final Counter entries;
  private volatile boolean closing;
  private volatile boolean well = true;

  AuditSealing(AuditSealer sealer, AuditConfig config, MeterRegistry meters) {
    this.sealer = sealer;
    this.retention = config.retention();
    this.entries = meters.counter("windlass_audit_entries");
  }

  @Scheduled(
      every = "${windlass.audit.poll:PT1S}",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = NoScheduler.class)
  void seal() {
    try {
      sealAll();
      well();
    } catch (RuntimeException e) {
      unwell(e);
    }
  }

  @Scheduled(
      every = "1h",
      delayed = "2m",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = NoScheduler.class)
  void letGo() {
    if (retention.isZero()) {
      return;
    }
    Instant before = Instant.now().minus(retention);
    String why = "windlass.audit.retention is " + retention;
    try {
      while (!closing && sealer.letGo(before, why) > 0) {}
    } catch (RuntimeException e) {
      Log.warnf("Old entries of the audit are not deleted yet: %s", e.getMessage());
    }
  }

  private void sealAll() {
    int sealed;
    do {
      sealed = sealer.seal();
      entries.increment(sealed);
    } while (sealed >= AuditSealer.AT_ONCE && !closing);
  }

  void stop(@Observes ShutdownEvent event) {
    closing = true;
  }

  private void well() {
    if (!well) {
      Log.info("The audit is sealed again");
    }
    well = true;
  }

  /** Nothing is lost: what is not sealed now is sealed later. */
  private void unwell(RuntimeException e) {
    if (well) {
      Log.warnf("The audit is not sealed now: %s", e.getMessage());
    }
    well = false;
  }
}
