package dev.windlass.schedule;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How schedules are looked after. */
@StaticInitSafe
@ConfigMapping(prefix = "windlass.scheduler")
public interface SchedulerConfig {
  /** How often schedules are looked at; one that is due in between is waited for. */
  @WithDefault("PT1S")
  Duration poll();

  /** A fire that is later than this was missed: its schedule's {@code onMisfire} says what then. */
  @WithDefault("PT1M")
  Duration missedAfter();

  /** With {@code onMisfire: fire-all}, the newest so many of those that were missed are sent. */
  @WithDefault("100")
  int mostMissed();

  /** Readiness says so when nothing could be sent for so long. */
  @WithDefault("PT10S")
  Duration unwellAfter();
}
