package dev.windlass.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a demo keeps its files. Without a directory of the user's choice each demo has a fresh one,
 * and leaves the result and the log there, not the servers' data.
 */
public record DemoPlace(Path home, Path data, boolean kept) {
  private static final Path HOME = Path.of(".windlass-demo");
  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS");

  public static DemoPlace of(Optional<Path> chosen, LocalDateTime now) {
    Path home = chosen.orElseGet(() -> HOME.resolve(NAME.format(now))).toAbsolutePath().normalize();
    try {
      Files.createDirectories(home);
      return new DemoPlace(
          home, chosen.isPresent() ? home : home.resolve("data"), chosen.isPresent());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The demo can't write to " + home + "; name another directory with --data", e);
    }
  }

  public Path log() {
    return home.resolve("demo.log");
  }

  public Path result() {
    return home.resolve("cities-result.csv");
  }

  /** Takes the servers' data away if nobody asked for it. */
  public void tidy() throws IOException {
    if (kept || !Files.exists(data)) {
      return;
    }
    try (Stream<Path> all = Files.walk(data)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    }
  }
}
