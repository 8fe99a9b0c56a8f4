package dev.windlass.role;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where the embedded servers keep their data and listen, where there are any. */
@StaticInitSafe
@ConfigMapping(prefix = "windlass")
public interface EmbeddedConfig {
  /** WINDLASS_DATA; {@code --data} goes over it. */
  @WithDefault(".windlass")
  Path data();

  Embedded embedded();

  /** A port of 0 is any free one: another one at every start. */
  interface Embedded {
    @WithDefault("0")
    int kafkaPort();

    @WithDefault("0")
    int postgresPort();
  }
}
