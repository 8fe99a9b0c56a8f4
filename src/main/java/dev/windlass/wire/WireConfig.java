package dev.windlass.wire;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** The topics: their names, and the limits of what they hold. */
@StaticInitSafe
@ConfigMapping(prefix = "windlass.topics")
public interface WireConfig {
  @WithDefault("windlass")
  String prefix();

  /**
   * Partitions of every topic that follows the slots; 4 is enough for one machine. The program
   * refuses topics that have another number.
   */
  @WithDefault("12")
  int partitions();

  @WithDefault("1")
  short replicationFactor();

  /** The closed list of queues; a definition that names another is refused. */
  @WithDefault("default")
  List<String> queues();

  /**
   * Partitions of each queue's topics. A share group gives each partition to as few workers as it
   * takes to give every worker one: only with a single partition does any free worker get the next
   * task. It may be raised where there are many workers and one partition can't carry the tasks.
   */
  @WithDefault("1")
  int taskPartitions();

  /** What is larger is never sent; the topics themselves take 1 MB. */
  @WithDefault("512K")
  MemorySize recordLimit();

  default Topics names() {
    return new Topics(prefix());
  }
}
