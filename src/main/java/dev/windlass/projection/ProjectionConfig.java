package dev.windlass.projection;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The role projection. */
@StaticInitSafe
@ConfigMapping(prefix = "windlass.projection")
public interface ProjectionConfig {
  /** Readers of events in this process; partitions are shared among all readers there are. */
  @WithDefault("1")
  int eventThreads();

  /** The most records that one transaction takes; when idle it takes what is there. */
  @WithDefault("5000")
  int batchRecords();

  /** The most bytes that are fetched ahead. */
  @WithDefault("8M")
  MemorySize fetchBytes();

  /** How often an idle projection says that its views are at the log's end. */
  @WithDefault("PT1S")
  Duration heartbeat();

  /** After trouble the next try waits this long at most, beginning with a 50th of it. */
  @WithDefault("PT5S")
  Duration longestBackoff();

  /** Trouble that lasts longer than this makes the role unwell. */
  @WithDefault("PT10S")
  Duration unwellAfter();

  /** Another projection takes over this long after one died. */
  @WithDefault("PT6S")
  Duration sessionTimeout();

  /**
   * With an empty database, begin with what the log still has where its beginning is gone already.
   * Batch jobs that are told anew come back; others of that time do not.
   */
  @WithDefault("false")
  boolean beginWithCutLog();

  /** Of a sub-job with endless iterations, so many of the newest results are kept. */
  @WithDefault("1000")
  int resultsKept();

  /** How often it is looked for rows to delete. */
  @WithDefault("PT1S")
  Duration sweepInterval();

  /** The most rows that one transaction deletes. */
  @WithDefault("5000")
  int sweepRows();

  /** A worker that was silent for this long is no longer listed. */
  @WithDefault("PT1H")
  Duration workersForgottenAfter();
}
