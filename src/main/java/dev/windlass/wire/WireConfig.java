package dev.windlass.wire;

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

  default Topics names() {
    return new Topics(prefix());
  }
}
