package dev.windlass.worker.handler;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the command handler may start. */
@StaticInitSafe
@ConfigMapping(prefix = "windlass.command")
public interface CommandConfig {
  /** Executables, each with its whole path: /opt/jobs/nightly. When nothing is said, none. */
  Optional<List<String>> allow();

  /** Where they run. */
  @WithDefault("${java.io.tmpdir}")
  String directory();

  /** What they find by name. */
  @WithDefault("/usr/local/bin:/usr/bin:/bin")
  String path();

  /** How long one that is to end has for it, before it is killed. */
  @WithDefault("PT5S")
  Duration grace();
}
