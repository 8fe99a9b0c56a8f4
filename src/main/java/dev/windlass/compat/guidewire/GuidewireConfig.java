package dev.windlass.compat.guidewire;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** What the door shows, and how it starts it. */
@StaticInitSafe
@ConfigMapping(prefix = "windlass.guidewire")
public interface GuidewireConfig {
  /** Whose definitions are batch process types. */
  @WithDefault("default")
  String namespace();

  /** By type: {@code windlass.guidewire.sub-jobs.ActivityEsc=8}; one where nothing is said. */
  Map<String, Integer> subJobs();

  /** What {@code serverId} says. */
  @WithDefault("windlass")
  String serverId();

  /** How long a stop waits for what the coordinator makes of it. */
  @WithDefault("PT5S")
  Duration stopWait();

  @WithDefault("65536")
  int maxJsonBytes();
}
