package dev.windlass.worker;

import dev.windlass.role.Role;
import dev.windlass.wire.DeadLetterMeter;
import dev.windlass.wire.Json;
import dev.windlass.wire.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
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
  private final Timer took;

  WorkerMetrics(MeterRegistry meters) {
    this.meters = meters;
    this.operations = counters("windlass_operations", Ran.class);
    this.claims = counters("windlass_claims", Claimed.class);
    this.took =
        Timer.builder("windlass.operation.time")
            .description("How long operations took, retries included")
            .register(meters);
  }

  void operation(Ran outcome) {
    operations.get(outcome).increment();
  }

  void took(Duration time) {
    took.record(time);
  }

  void claim(Claimed outcome) {
    claims.get(outcome).increment();
  }

  DeadLetterMeter deadLetters(Topics topics) {
    DeadLetterMeter letters = new DeadLetterMeter(meters, topics, Json.word(Role.WORKER));
    letters.announce();
    return letters;
  }

  /** Grants that it may run at a time, does run, and can't end because a handler does not. */
  void slots(int all, IntSupplier busy, IntSupplier stuck) {
    gauge("windlass_slots", () -> all);
    gauge("windlass_slots_busy", busy);
    gauge("windlass_slots_stuck", stuck);
  }

  private void gauge(String name, IntSupplier value) {
    // A gauge holds its source weakly otherwise, and nobody else holds this one.
    Gauge.builder(name, value::getAsInt).strongReference(true).register(meters);
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
