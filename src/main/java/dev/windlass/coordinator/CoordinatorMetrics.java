package dev.windlass.coordinator;

import dev.windlass.job.Claim;
import dev.windlass.job.Deadline;
import dev.windlass.job.Directive;
import dev.windlass.job.JobInput;
import dev.windlass.job.Progress;
import dev.windlass.job.Released;
import dev.windlass.role.Role;
import dev.windlass.wire.DeadLetterMeter;
import dev.windlass.wire.Json;
import dev.windlass.wire.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What operators and graphs want to know of the coordinator. */
final class CoordinatorMetrics {
  private final MeterRegistry registry;
  private final DeadLetterMeter deadLetters;
  private final Map<Integer, Integer> openGrants = new ConcurrentHashMap<>();
  private final Map<String, Timer> timers = new ConcurrentHashMap<>();

  CoordinatorMetrics(MeterRegistry registry, Topics topics) {
    this.registry = registry;
    this.deadLetters = new DeadLetterMeter(registry, topics, Json.word(Role.COORDINATOR));
    registry.gauge("windlass.grants.open", openGrants, CoordinatorMetrics::sum);
  }

  /** Counts and times a decision: {@code windlass_decisions_seconds_count} is their number. */
  <T> T deciding(JobInput input, Supplier<T> decision) {
    return timers
        .computeIfAbsent(kind(input), kind -> registry.timer("windlass.decisions", "input", kind))
        .record(decision);
  }

  void deadLetter(String topic) {
    deadLetters.count(topic);
  }

  void taskLost() {
    registry.counter("windlass.tasks.lost").increment();
  }

  void leaseEnded() {
    registry.counter("windlass.leases.ended").increment();
  }

  void openGrants(int partition, int grants) {
    openGrants.put(partition, grants);
  }

  void partitionLost(int partition) {
    openGrants.remove(partition);
  }

  private static String kind(JobInput input) {
    return switch (input) {
      case Directive d -> "directive";
      case Claim c -> "claim";
      case Progress p -> "progress";
      case Deadline d -> "deadline";
      case Released r -> "released";
    };
  }

  private static double sum(Map<Integer, Integer> grants) {
    return grants.values().stream().mapToInt(Integer::intValue).sum();
  }
}
