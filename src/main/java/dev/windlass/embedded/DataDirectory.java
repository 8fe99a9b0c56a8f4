package dev.windlass.embedded;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The directory that the embedded servers keep their data in, held by at most one program. The lock
 * is the operating system's: it goes with the process, however that ends.
 */
public final class DataDirectory implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;

  private DataDirectory(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  public static DataDirectory open(Path directory) {
    Path path = directory.toAbsolutePath().normalize();
    try {
      create(path);
      FileChannel channel = FileChannel.open(path.resolve("lock"), CREATE, READ, WRITE);
      if (!lock(channel)) {
        String holder = read(channel);
        channel.close();
        throw inUse(path, holder);
      }
      write(channel, Long.toString(ProcessHandle.current().pid()));
      return new DataDirectory(path, channel);
    } catch (IOException e) {
      throw new EmbeddedStartException("The data directory " + path + " can't be used: " + e, e);
    }
  }

  /** By whichever process, this one too. */
  static boolean isInUse(Path directory) {
    Path file = directory.resolve("lock");
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, READ, WRITE)) {
      return !lock(channel);
    } catch (IOException e) {
      throw new EmbeddedStartException(
          "The data directory " + directory + " can't be used: " + e, e);
    }
  }

  public Path path() {
    return path;
  }

  public Path resolve(String name) {
    return path.resolve(name);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new EmbeddedStartException("The lock of " + path + " can't be given back: " + e, e);
    }
  }

  private static void create(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      Files.createDirectories(path);
      // A password and other people's rows lie in it.
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(32);
    channel.read(bytes, 0);
    return new String(bytes.array(), 0, bytes.position()).trim();
  }

  private static void write(FileChannel channel, String text) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap((text + "\n").getBytes()), 0);
  }

  private static EmbeddedStartException inUse(Path path, String holder) {
    return new EmbeddedStartException(
        "The data directory %s is in use by process %s. Stop that program, or name another directory with --data."
            .formatted(path, holder));
  }
}
