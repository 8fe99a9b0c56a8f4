package dev.windlass.api;

import dev.windlass.access.Access;
import dev.windlass.access.NoPlaceException;
import dev.windlass.access.Places;
import dev.windlass.access.SecurityConfig;
import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import dev.windlass.watch.WatchConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** So many read the statistics at a time; told from the start on. */
@Startup
@ApplicationScoped
class StatisticsPlaces {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final Access access;
  private final Places places;

  StatisticsPlaces(
      Access access, WatchConfig config, SecurityConfig security, MeterRegistry meters) {
    String what = "streams of statistics";
    this.access = access;
    this.places = new Places(what, config.readers(), "windlass.watch.readers", security.share());
    meters.gauge("windlass_watch_statistics", places, Places::taken);
  }

  /** For who asks at this moment. */
  Places.Place take() {
    try {
      return places.take(access.identity());
    } catch (NoPlaceException e) {
      throw new Refusal(ProblemCode.TOO_MANY_WATCHERS, e.getMessage()).retryAfter(RETRY_AFTER);
    }
  }
}
