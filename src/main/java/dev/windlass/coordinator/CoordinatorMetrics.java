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
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What operators and graphs want to know of the coordinator. All of it is there from the beginning,
 * at zero: a graph sees the first lost lease only where it saw none before.
 */
final class CoordinatorMetrics {
  private enum Input {
    DIRECTIVE,
    CLAIM,
    PROGRESS,
    DEADLINE,
    RELEASED
  }

  private final MeterRegistry registry;
  private final DeadLetterMeter deadLetters;
  private final Counter tasksLost;
  private final Counter leasesEnded;
  private final Counter crashes;
  private final Map<Integer, Integer> openGrants = new ConcurrentHashMap<>();
  private final Map<Input, Timer> timers = new EnumMap<>(Input.class);

  CoordinatorMetrics(MeterRegistry registry, Topics topics) {
    this.registry = registry;
    this.deadLetters = new DeadLetterMeter(registry, topics, Json.word(Role.COORDINATOR));
    deadLetters.announce();
    tasksLost = registry.counter("windlass.tasks.lost");
    leasesEnded = registry.counter("windlass.leases.ended");
    crashes = registry.counter("windlass.coordinator.crashes");
    for (Input input : Input.values()) {
      timers.put(input, registry.timer("windlass.decisions", "input", Json.word(input)));
    }
    registry.gauge("windlass.grants.open", openGrants, CoordinatorMetrics::sum);
    registry.gauge("windlass.coordinator.partitions", openGrants, Map::size);
  }

  /** Where the coordinator stands before its inputs: records that it has not looked at yet. */
  void lag(Supplier<Number> records) {
    Gauge.builder("windlass.coordinator.lag.records", records)
        .description("Records in the log, of the partition with most, that are not decided upon")
        .register(registry);
  }

  /** Counts and times a decision: {@code windlass_decisions_seconds_count} is their number. */
  <T> T deciding(JobInput input, Supplier<T> decision) {
    return timers.get(kind(input)).record(decision);
  }

  void deadLetter(String topic) {
    deadLetters.count(topic);
  }

  void taskLost() {
    tasksLost.increment();
  }

  void leaseEnded() {
    leasesEnded.increment();
  }

  void crashed() {
    crashes.increment();
  }

  void openGrants(int partition, int grants) {
    openGrants.put(partition, grants);
  }

  void partitionLost(int partition) {
    openGrants.remove(partition);
  }

  private static Input kind(JobInput input) {
    return switch (input) {
      case Directive d -> Input.DIRECTIVE;
      case Claim c -> Input.CLAIM;
      case Progress p -> Input.PROGRESS;
      case Deadline d -> Input.DEADLINE;
      case Released r -> Input.RELEASED;
    };
  }

  private static double sum(Map<Integer, Integer> grants) {
    return grants.values().stream().mapToInt(Integer::intValue).sum();
  }
}
