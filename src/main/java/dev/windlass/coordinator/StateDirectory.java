package dev.windlass.coordinator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.common.utils.Utils;
import org.jboss.logging.Logger;

/** Where a coordinator's state lies; a temporary one goes when the coordinator does. */
record StateDirectory(Path path, boolean temporary) implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(StateDirectory.class);

  static StateDirectory of(Optional<Path> configured, String name) {
    try {
      return configured.isPresent()
          ? new StateDirectory(Files.createDirectories(configured.get()), false)
          : new StateDirectory(Files.createTempDirectory(name + "-"), true);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "No directory for the coordinator's state%s: set windlass.coordinator.state-dir to one that can be written"
              .formatted(configured.map(p -> " at " + p).orElse("")),
          e);
    }
  }

  @Override
  public void close() {
    if (!temporary) {
      return;
    }
    try {
      Utils.delete(path.toFile());
    } catch (IOException e) {
      LOG.warnf("Left behind: %s (%s)", path, e.getMessage());
    }
  }
}
