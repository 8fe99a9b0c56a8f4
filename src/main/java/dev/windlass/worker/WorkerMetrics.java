package dev.windlass.worker;

import dev.windlass.role.Role;
import dev.windlass.wire.DeadLetterMeter;
import dev.windlass.wire.Json;
import dev.windlass.wire.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;

/** What a worker counts. */
final class WorkerMetrics {
  enum Ran {
    SUCCESS,
    FAILED,
    INVALID
  }

  enum Claimed {
    GRANTED,
    VOID,
    DECLINED,
    UNANSWERED
  }

  private final MeterRegistry meters;
  private final Map<Ran, Counter> operations;
  private final Map<Claimed, Counter> claims;

  WorkerMetrics(MeterRegistry meters) {
    this.meters = meters;
    this.operations = counters("windlass_operations", Ran.class);
    this.claims = counters("windlass_claims", Claimed.class);
  }

  void operation(Ran outcome) {
    operations.get(outcome).increment();
  }

  void claim(Claimed outcome) {
    claims.get(outcome).increment();
  }

  DeadLetterMeter deadLetters(Topics topics) {
    return new DeadLetterMeter(meters, topics, Json.word(Role.WORKER));
  }

  void busy(IntSupplier busySlots) {
    // A gauge holds its source weakly otherwise, and nobody else holds this one.
    Gauge.builder("windlass_slots_busy", busySlots::getAsInt)
        .strongReference(true)
        .register(meters);
  }

  private <E extends Enum<E>> Map<E, Counter> counters(String name, Class<E> outcomes) {
    Map<E, Counter> counters = new EnumMap<>(outcomes);
    for (E outcome : outcomes.getEnumConstants()) {
      String word = outcome.name().toLowerCase(Locale.ROOT);
      counters.put(outcome, meters.counter(name, "outcome", word));
    }
    return counters;
  }
}
