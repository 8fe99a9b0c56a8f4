package dev.windlass.coordinator;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;

/**
 * A directory of this process, told from one whose process was killed by a lock of the operating
 * system: that goes with the process, however it ends. Who makes a new one takes away those that
 * nobody holds any more; all of that happens under one more lock, so that nobody takes away what
 * another is just making.
 */
final class TemporaryDirectory implements AutoCloseable {
  private static final String HELD = "held";
  private static final long LOOK_AGAIN_NANOS = 20_000_000;

  private final Path home;
  private final Path path;
  private final FileChannel held;

  private TemporaryDirectory(Path home, Path path, FileChannel held) {
    this.home = home;
    this.path = path;
    this.held = held;
  }

  /** All of this user's on this machine lie in here. */
  static Path home() {
    return Path.of(
        System.getProperty("java.io.tmpdir"),
        "windlass-coordinators-" + System.getProperty("user.name"));
  }

  static TemporaryDirectory create(Path home) throws IOException {
    if (!Files.isDirectory(home)) {
      Files.createDirectories(home);
      Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
    }
    try (FileChannel turn = awaitTurn(home)) {
      takeAwayLeftOnes(home);
      Path path = Files.createTempDirectory(home, "state-");
      return new TemporaryDirectory(home, path, awaitLock(path.resolve(HELD)));
    }
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    try (FileChannel turn = awaitTurn(home);
        held) {
      Utils.delete(path.toFile());
    }
  }

  private static void takeAwayLeftOnes(Path home) throws IOException {
    for (Path other : directories(home)) {
      try (FileChannel free = lock(other.resolve(HELD))) {
        if (free != null) {
          Utils.delete(other.toFile());
        }
      }
    }
  }

  private static List<Path> directories(Path home) throws IOException {
    try (Stream<Path> all = Files.list(home)) {
      return all.filter(Files::isDirectory).toList();
    }
  }

  private static FileChannel awaitTurn(Path home) throws IOException {
    return awaitLock(home.resolve("lock"));
  }

  private static FileChannel awaitLock(Path file) throws IOException {
    FileChannel channel = lock(file);
    while (channel == null) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      channel = lock(file);
    }
    return channel;
  }

  /** Open and locked until it is closed; null where somebody holds it, in this process or not. */
  private static FileChannel lock(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, CREATE, WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Held by this process.
    }
    channel.close();
    return null;
  }
}
