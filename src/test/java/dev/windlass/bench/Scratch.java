package dev.windlass.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory that is deleted with all that is in it. */
record Scratch(Path path) implements AutoCloseable {
  private static final Path HOME = Path.of("target", "bench-data");

  static Scratch create(String name) throws IOException {
    Files.createDirectories(HOME);
    return new Scratch(Files.createTempDirectory(HOME, name).toAbsolutePath());
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      files.sorted(Comparator.reverseOrder()).forEach(Scratch::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
