package dev.windlass.view;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Reading the views. */
@StaticInitSafe
@ConfigMapping(prefix = "windlass.view")
public interface ViewConfig {
  /** How often the view's position is read while somebody waits for it. */
  @WithDefault("PT0.01S")
  Duration pollInterval();

  /** A statement for a request is given up after so many milliseconds; the answer is 503 then. */
  @WithDefault("10000")
  int statementMs();
}
