package dev.windlass.watch;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of live watching, per process. */
@StaticInitSafe
@ConfigMapping(prefix = "windlass.watch")
public interface WatchConfig {
  /** Events that wait for one reader; a reader that is further behind is dropped. */
  @WithDefault("256")
  int queue();

  /** Readers of server-sent events at a time. */
  @WithDefault("2000")
  int readers();

  /** Long polls at a time. */
  @WithDefault("20000")
  int polls();

  /** Reads of the view for long polls at a time; each takes a connection. */
  @WithDefault("8")
  int reads();

  /** Readers that catch up from the log at a time; each has a consumer of its own meanwhile. */
  @WithDefault("4")
  int catchUps();

  /** A reader to whom nothing could be sent for this long is dropped. */
  @WithDefault("PT30S")
  Duration sendTimeout();

  /** How often a quiet stream says that it is alive. */
  @WithDefault("PT15S")
  Duration heartbeat();

  /** A request that waits for its directive's outcome is forgotten after this. */
  @WithDefault("PT65S")
  Duration longestWait();
}
