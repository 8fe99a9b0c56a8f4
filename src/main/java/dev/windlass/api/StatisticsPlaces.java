package dev.windlass.api;

import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import dev.windlass.watch.WatchConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** So many read the statistics at a time; told from the start on. */
@Startup
@ApplicationScoped
class StatisticsPlaces {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final Semaphore free;

  StatisticsPlaces(WatchConfig config, MeterRegistry meters) {
    int most = config.readers();
    free = new Semaphore(most);
    meters.gauge("windlass_watch_statistics", free, f -> most - f.availablePermits());
  }

  void take() {
    if (!free.tryAcquire()) {
      String what = "there are as many readers of statistics as windlass.watch.readers allows";
      throw new Refusal(ProblemCode.TOO_MANY_WATCHERS, what).retryAfter(RETRY_AFTER);
    }
  }

  void release() {
    free.release();
  }
}
