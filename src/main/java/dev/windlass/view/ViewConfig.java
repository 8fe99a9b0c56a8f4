package dev.windlass.view;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Reading the views. */
@ConfigMapping(prefix = "windlass.view")
public interface ViewConfig {
  /** How often the view's position is read while somebody waits for it. */
  @WithDefault("PT0.01S")
  Duration pollInterval();
}
