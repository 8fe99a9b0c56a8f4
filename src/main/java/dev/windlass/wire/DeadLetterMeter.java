package dev.windlass.wire;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * {@code windlass_dead_letters_total}: what a role has put aside, by the kind of topic that it
 * stood on.
 */
public final class DeadLetterMeter {
  private final MeterRegistry registry;
  private final Topics topics;
  private final String role;

  public DeadLetterMeter(MeterRegistry registry, Topics topics, String role) {
    this.registry = registry;
    this.topics = topics;
    this.role = role;
  }

  /** From the beginning at zero: a graph sees the first letter only where it saw none before. */
  public void announce() {
    for (TopicKind kind : TopicKind.values()) {
      counter(kind);
    }
  }

  public void count(String topic) {
    counter(topics.kind(topic)).increment();
  }

  private Counter counter(TopicKind kind) {
    return Counter.builder("windlass.dead.letters")
        .description("Records that could not be read or applied and were put aside")
        .tag("role", role)
        .tag("topic", Json.word(kind))
        .register(registry);
  }
}
