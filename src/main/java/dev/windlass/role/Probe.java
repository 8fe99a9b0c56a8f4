package dev.windlass.role;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/** A look at something outside that is not taken more often than it has to be. */
final class Probe {
  private static final Duration HOLDS = Duration.ofSeconds(5);

  private final Callable<?> look;
  private Optional<String> trouble = Optional.empty();
  private long lookedAt;
  private boolean looked;

  /** {@code look} throws where something is wrong, and gives up by itself within two seconds. */
  Probe(Callable<?> look) {
    this.look = look;
  }

  /** What was wrong a few seconds ago at most; empty where all was well. */
  synchronized Optional<String> trouble() {
    if (!looked || System.nanoTime() - lookedAt > HOLDS.toNanos()) {
      trouble = look();
      lookedAt = System.nanoTime();
      looked = true;
    }
    return trouble;
  }

  /** For alerts: a look at the metrics is a look at the server, unless there was one just now. */
  void measure(String server, MeterRegistry meters) {
    Gauge.builder("windlass_server_reachable", () -> trouble().isEmpty() ? 1 : 0)
        .description("1 where the server answers this process, 0 where it does not")
        .tag("server", server)
        .register(meters);
  }

  private Optional<String> look() {
    try {
      look.call();
      return Optional.empty();
    } catch (Exception e) {
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return Optional.of(reason);
    }
  }
}
