package dev.windlass.control;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** What clients may ask for, and how long they are kept waiting. */
@StaticInitSafe
@ConfigMapping(prefix = "windlass.control")
public interface ControlConfig {
  /** The names that a definition's handler may have; an application adds those of its own. */
  @WithDefault("http,simulate,sql-export")
  List<String> handlers();

  /** How long the log may take to keep a directive before the answer is 503. */
  @WithDefault("PT2S")
  Duration sendWait();

  /** Directives on their way to Kafka; while it is full, one more waits for {@code send-wait}. */
  @WithDefault("32M")
  MemorySize sendBuffer();

  /** How long an answer waits for what the coordinator makes of a create. */
  @WithDefault("PT2S")
  Duration firstEventWait();

  /** How long a batch job that is younger than the view is waited for before it is unknown. */
  @WithDefault("PT2S")
  Duration youngWait();

  /** How long a result file waits for the view to have all results. */
  @WithDefault("PT10S")
  Duration resultsWait();

  /** A definition and a batch job's arguments, together, as JSON. */
  @WithDefault("262144")
  int maxDefinitionBytes();

  /** Batch jobs that one bulk directive may be for. */
  @WithDefault("100000")
  int bulkMost();

  /** Directives of a bulk directive that are on their way at a time. */
  @WithDefault("32")
  int bulkAtOnce();

  /** How often a process looks for bulk directives that another one left behind. */
  @WithDefault("PT5S")
  Duration bulkPoll();
}
