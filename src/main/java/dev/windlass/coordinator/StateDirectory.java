package dev.windlass.coordinator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Where a coordinator's state lies; a temporary one goes when the coordinator does. */
final class StateDirectory implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(StateDirectory.class);

  private final Path path;
  private final TemporaryDirectory temporary;

  private StateDirectory(Path path, TemporaryDirectory temporary) {
    this.path = path;
    this.temporary = temporary;
  }

  static StateDirectory of(Optional<Path> configured) {
    try {
      if (configured.isPresent()) {
        return new StateDirectory(Files.createDirectories(configured.get()), null);
      }
      TemporaryDirectory temporary = TemporaryDirectory.create(TemporaryDirectory.home());
      return new StateDirectory(temporary.path(), temporary);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "No directory for the coordinator's state%s: set windlass.coordinator.state-dir to one that can be written"
              .formatted(configured.map(p -> " at " + p).orElse("")),
          e);
    }
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      if (temporary != null) {
        temporary.close();
      }
    } catch (IOException e) {
      LOG.warnf("Left behind: %s (%s)", path, e.getMessage());
    }
  }
}
