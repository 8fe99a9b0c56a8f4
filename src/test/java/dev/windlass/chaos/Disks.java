package dev.windlass.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Utils;

/** Where broker and database keep their data: a directory, or small file systems of their own. */
final class Disks implements AutoCloseable {
  private static final Path ROOT = Path.of("target", "chaos-data").toAbsolutePath();

  private final Path data;
  private final List<Path> mounted = new ArrayList<>();

  private Disks(Path data) {
    this.data = data;
  }

  static Disks ordinary() throws IOException {
    Files.createDirectories(ROOT);
    return new Disks(Files.createTempDirectory(ROOT, "data-"));
  }

  /** Each in memory and no larger than that; empty where this user may not mount one. */
  static Optional<Disks> small(int megabytes) throws Exception {
    Disks disks = ordinary();
    boolean arranged =
        disks.mount(disks.postgres(), megabytes) && disks.mount(disks.kafka(), megabytes);
    if (!arranged) {
      disks.close();
      return Optional.empty();
    }
    return Optional.of(disks);
  }

  boolean areSmall() {
    return !mounted.isEmpty();
  }

  Path postgres() {
    return data.resolve("postgres");
  }

  Path kafka() {
    return data.resolve("kafka");
  }

  Path scratch() {
    return data.resolve("scratch");
  }

  /** PostgreSQL's programs, unpacked once for all fleets. */
  Path programs() {
    return ROOT.resolve("programs");
  }

  /** Leaves not a byte on the disk; deleting the file gives all of it back. */
  static Path fill(Path disk) throws IOException {
    Path ballast = disk.resolve("ballast");
    byte[] block = new byte[4096];
    try (var out = Files.newOutputStream(ballast)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      return ballast;
    }
  }

  @Override
  public void close() throws Exception {
    for (Path disk : mounted) {
      run("umount", disk.toString());
    }
    Utils.delete(data.toFile());
  }

  private boolean mount(Path disk, int megabytes) throws Exception {
    Files.createDirectories(disk);
    String size = "size=" + megabytes + "m,mode=700";
    boolean done = run("mount", "-t", "tmpfs", "-o", size, "tmpfs", disk.toString());
    if (done) {
      mounted.add(disk);
    }
    return done;
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // no such program here
    }
  }
}
