package dev.windlass.wire;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** The topics: their names, and the limits of what they hold. */
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

  /** Partitions of each queue's topics; they may differ from the others and may be raised later. */
  @WithDefault("4")
  int taskPartitions();

  /** What is larger is never sent; the topics themselves take 1 MB. */
  @WithDefault("512K")
  MemorySize recordLimit();

  default Topics names() {
    return new Topics(prefix());
  }
}
