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
  /** Requests under way at a time that change something; one more is answered 429. */
  @WithDefault("512")
  int maxChanges();

  /** Reads under way at a time, those that wait for a view among them; one more is answered 429. */
  @WithDefault("512")
  int maxReads();

  /** A request's JSON body, read before it is parsed. */
  @WithDefault("300K")
  MemorySize maxJsonBytes();

  /** Until a request's line and headers have all come; then the connection is closed. */
  @WithDefault("PT20S")
  Duration headTimeout();

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
