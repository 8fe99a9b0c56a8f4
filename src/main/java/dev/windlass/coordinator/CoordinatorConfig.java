package dev.windlass.coordinator;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How batch jobs are decided upon. */
@StaticInitSafe
@ConfigMapping(prefix = "windlass.coordinator")
public interface CoordinatorConfig {
  /** Threads that share this process' partitions. */
  @WithDefault("1")
  int threads();

  /** Copies of every partition's state on other coordinators, which take over without a restore. */
  @WithDefault("0")
  int standbyReplicas();

  /**
   * Where the state lies on this machine: a directory of this process alone. It saves the restore
   * from Kafka after a restart; without it a temporary one is used and deleted at the end, or after
   * a kill by the next coordinator on this machine.
   */
  Optional<String> stateDir();

  /** What is decided becomes visible to others this often. */
  @WithDefault("PT0.01S")
  Duration commitInterval();

  /** How often the clock is looked at, for deadlines, leases and tasks. */
  @WithDefault("PT0.01S")
  Duration tick();

  /**
   * Readiness says so when taking partitions again, which keeps all work waiting, lasts so long.
   */
  @WithDefault("PT30S")
  Duration unwellAfter();

  /** A coordinator that is silent for so long loses its partitions to another. */
  @WithDefault("PT6S")
  Duration sessionTimeout();

  /** How often it is looked up how far progress has been read, which is what leases go by. */
  @WithDefault("PT0.25S")
  Duration frontierInterval();

  /** Memory for state records that change often, for all partitions together. */
  @WithDefault("32M")
  MemorySize cache();

  /** How long workers may still ask for an ended batch job's control record. */
  @WithDefault("PT1H")
  Duration controlRetention();

  /** A batch job that lives so long is told anew; a third of what the events topic keeps. */
  @WithDefault("P10D")
  Duration snapshotAfter();

  /** How much work of short sub-jobs one grant holds. */
  @WithDefault("PT0.2S")
  Duration grantTarget();

  /** How far ahead beginnings are reserved where a pace is set. */
  @WithDefault("PT1S")
  Duration lookAhead();
}
