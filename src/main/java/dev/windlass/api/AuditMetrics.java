package dev.windlass.api;

import dev.windlass.control.Audit;
import dev.windlass.control.AuditBacklog;
import dev.windlass.role.Role;
import dev.windlass.role.Roles;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * How far the audit is behind, read every few seconds. Every process with the role says the same.
 * It is told here and not by the sealer, because a scheduler that is gone tells nothing.
 */
@Singleton
class AuditMetrics {
  private final Audit audit;
  private volatile double seconds = Double.NaN;
  private volatile double entries = Double.NaN;

  AuditMetrics(Audit audit) {
    this.audit = audit;
  }

  void measure(@Observes StartupEvent event, Roles roles, MeterRegistry meters) {
    if (!roles.plays(Role.API)) {
      return;
    }
    Gauge.builder("windlass_audit_unsealed_seconds", () -> seconds)
        .description("How long ago the oldest was done that is not in the audit yet")
        .register(meters);
    Gauge.builder("windlass_audit_unsealed_entries", () -> entries)
        .description("What is done and not in the audit yet")
        .register(meters);
  }

  @Scheduled(
      every = "5s",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = NoApi.class)
  void look() {
    try {
      AuditBacklog backlog = audit.backlog();
      seconds = backlog.age(Instant.now()).toMillis() / 1000.0;
      entries = backlog.entries();
    } catch (RuntimeException e) {
      seconds = Double.NaN; // windlass_server_reachable says that Postgres is away
      entries = Double.NaN;
    }
  }
}
