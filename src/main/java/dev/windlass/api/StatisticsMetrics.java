package dev.windlass.api;

import dev.windlass.job.JobStatus;
import dev.windlass.role.Role;
import dev.windlass.role.Roles;
import dev.windlass.wire.Json;
import dev.windlass.wire.TopicKind;
import dev.windlass.wire.WireConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.ToDoubleFunction;

/**
 * What the views add up to, for graphs and alerts. It is read every few seconds, whoever asks and
 * however often. Every process with the role says the same; while Postgres is away none says
 * anything. The age of the views is told here and not by the projection, because a projection that
 * is gone tells nothing.
 */
@Singleton
class StatisticsMetrics {
  private final StatisticsReader reader;
  private volatile StatisticsJson last;

  StatisticsMetrics(StatisticsReader reader) {
    this.reader = reader;
  }

  void measure(@Observes StartupEvent event, Roles roles, WireConfig wire, MeterRegistry meters) {
    if (!roles.plays(Role.API)) {
      return;
    }
    gauge(meters, "windlass_view_age_seconds", all -> all.freshness().ageMs() / 1000.0);
    gauge(meters, "windlass_fleet_workers", all -> all.workers().count());
    gauge(meters, "windlass_fleet_slots", all -> all.workers().slots());
    gauge(meters, "windlass_fleet_slots_busy", all -> all.workers().busy());
    for (JobStatus status : JobStatus.values()) {
      String word = status.label();
      gauge(meters, "windlass_batch_jobs", "status", word, all -> all.batchJobs().get(word));
    }
    for (String queue : wire.queues()) {
      gauge(meters, "windlass_backlog_sub_jobs", "queue", queue, all -> all.backlog().get(queue));
    }
    for (TopicKind kind : TopicKind.values()) {
      String word = Json.word(kind);
      gauge(
          meters,
          "windlass_dead_letters_parked",
          "topic",
          word,
          all -> all.deadLetters().parkedByTopic().getOrDefault(word, 0L));
    }
  }

  @Scheduled(
      every = "5s",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = NoApi.class)
  void look() {
    try {
      last = reader.notOlderThan(Duration.ofSeconds(1));
    } catch (RuntimeException e) {
      last = null; // readiness says that Postgres is away, and windlass_server_reachable
    }
  }

  private void gauge(MeterRegistry meters, String name, ToDoubleFunction<StatisticsJson> value) {
    Gauge.builder(name, () -> now(value)).register(meters);
  }

  private void gauge(
      MeterRegistry meters,
      String name,
      String tag,
      String word,
      ToDoubleFunction<StatisticsJson> value) {
    Gauge.builder(name, () -> now(value)).tag(tag, word).register(meters);
  }

  private double now(ToDoubleFunction<StatisticsJson> value) {
    StatisticsJson all = last;
    return all == null ? Double.NaN : value.applyAsDouble(all);
  }
}
