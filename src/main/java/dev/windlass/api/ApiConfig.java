package dev.windlass.api;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of the native REST front door. */
@StaticInitSafe
@ConfigMapping(prefix = "windlass.api")
public interface ApiConfig {
  /** A request's JSON body, read before it is parsed. */
  @WithDefault("300K")
  MemorySize maxJsonBytes();

  /** How long a directive's answer waits for its outcome where the client says nothing. */
  @WithDefault("PT2S")
  Duration directiveWait();

  /** How long a read waits for the view to reach a token where the client says nothing. */
  @WithDefault("PT5S")
  Duration readWait();

  /** The longest wait that a client may ask for. */
  @WithDefault("PT60S")
  Duration longestWait();
}
