package dev.windlass.coordinator;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * When to look at the clock: often while something is due soon, else once a second. Kafka Streams
 * commits after every look, whether it led to something or not, and a transaction every ten
 * milliseconds is a lot for a program that has nothing to do. Partitions look at the same instants,
 * so that one transaction does for all.
 */
final class Ticking {
  static final Duration IDLE = Duration.ofSeconds(1);

  private final ProcessorContext<?, ?> context;
  private final Duration busy;
  private final Runnable tick;
  private Duration interval;
  private Cancellable schedule;

  Ticking(ProcessorContext<?, ?> context, Duration busy, Runnable tick) {
    this.context = context;
    this.busy = busy;
    this.tick = tick;
    every(busy);
  }

  /** The next thing is due at this instant. */
  void expect(Instant due) {
    Instant nextIdleLook = Instant.ofEpochMilli(context.currentSystemTimeMs()).plus(IDLE);
    every(due.isAfter(nextIdleLook) ? IDLE : busy);
  }

  private void every(Duration wanted) {
    if (wanted.equals(interval)) {
      return;
    }
    if (schedule != null) {
      schedule.cancel();
    }
    interval = wanted;
    schedule =
        context.schedule(
            Instant.EPOCH, wanted, PunctuationType.WALL_CLOCK_TIME, time -> tick.run());
  }
}
