package dev.windlass.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs for this machine, unpacked once from the archive on the class path. They
 * are unpacked beside their place and moved there whole, so that two programs may do it at once and
 * an interrupted one leaves nothing that looks finished.
 */
final class PostgresBinaries {
  private static final Map<String, String> ARCHITECTURES =
      Map.of("amd64", "x86_64", "x86_64", "x86_64", "aarch64", "arm_64");

  private PostgresBinaries() {}

  static boolean available() {
    return PostgresBinaries.class.getResource(archive()) != null;
  }

  /** Where the programs are; {@code bin/postgres} is below it. */
  static Path unpackInto(Path directory) {
    Path home = directory.resolve("postgresql");
    try {
      if (!Files.isDirectory(home)) {
        Files.createDirectories(directory);
        Path fresh = Files.createTempDirectory(directory, "unpacking-");
        unpack(fresh);
        moveTo(home, fresh);
      }
      return home;
    } catch (IOException e) {
      throw new EmbeddedStartException(
          "PostgreSQL can't be unpacked into " + directory + ": " + e, e);
    }
  }

  private static String archive() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return "/postgres-%s-%s.txz"
        .formatted(
            system.startsWith("mac") ? "darwin" : system,
            ARCHITECTURES.getOrDefault(architecture, architecture));
  }

  private static void unpack(Path target) throws IOException {
    try (InputStream packed = open();
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, target);
      }
    }
  }

  private static InputStream open() {
    InputStream packed = PostgresBinaries.class.getResourceAsStream(archive());
    if (packed == null) {
      throw new EmbeddedStartException(
          "This build has no PostgreSQL for %s %s: configure one with QUARKUS_DATASOURCE_JDBC_URL."
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
    }
    return packed;
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    Path path = target.resolve(entry.getName()).normalize();
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, path);
    boolean program = path.getParent().endsWith("bin");
    Files.setPosixFilePermissions(
        path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
  }

  private static void moveTo(Path home, Path fresh) throws IOException {
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
    try {
      Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException e) {
      delete(fresh);
    } catch (FileSystemException e) {
      delete(fresh);
      if (!Files.isDirectory(home)) {
        throw e;
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(directory)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }
}
