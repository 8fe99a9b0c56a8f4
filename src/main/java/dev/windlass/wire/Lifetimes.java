package dev.windlass.wire;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Times that several roles must agree on. */
@StaticInitSafe
@ConfigMapping(prefix = "windlass")
public interface Lifetimes {
  /**
   * A worker that is silent for so long has lost what it was granted. It begins nothing more when
   * half of it has passed without an acknowledged word.
   */
  @WithDefault("PT10S")
  Duration lease();

  /** How long an ended batch job is kept. */
  @WithDefault("P14D")
  Duration retention();
}
