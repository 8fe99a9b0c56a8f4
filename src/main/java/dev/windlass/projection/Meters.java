package dev.windlass.projection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * What one reader does.
 *
 * @param records that were written
 * @param lag records that are still to be read
 * @param batch the time that a transaction takes, and how many there are
 */
record Meters(Counter records, AtomicLong lag, Timer batch) {
  static Meters of(MeterRegistry registry, String feed, int reader) {
    AtomicLong lag = new AtomicLong();
    Gauge.builder("windlass.projection.lag", lag, AtomicLong::get)
        .description("Records that are in the log and not in the views")
        .tag("feed", feed)
        .tag("reader", String.valueOf(reader))
        .register(registry);
    return new Meters(
        Counter.builder("windlass.projection.events")
            .description("Records that were written into the views")
            .tag("feed", feed)
            .register(registry),
        lag,
        Timer.builder("windlass.projection.batch")
            .description("Transactions that wrote records into the views")
            .tag("feed", feed)
            .register(registry));
  }

  static void stopped(MeterRegistry registry, String feed, int reader, BooleanSupplier halted) {
    Gauge.builder("windlass.projection.stopped", () -> halted.getAsBoolean() ? 1 : 0)
        .description("1 where a reader has stopped for good, because the log is not the views'")
        .tag("feed", feed)
        .tag("reader", String.valueOf(reader))
        .register(registry);
  }
}
