package dev.windlass.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.common.utils.Utils;

/**
 * What was done to whom and what the API said of it, for whoever asks why: target/chaos, a
 * directory for each of the JVMs that run tests beside each other.
 */
final class Journal {
  static final Path LOGS = Path.of("target", "chaos", System.getProperty("test.fork", "1"));
  private static final Path FILE = LOGS.resolve("journal.txt");

  static {
    forgetTheLastRun();
  }

  private Journal() {}

  static synchronized void tell(String what) {
    append(FILE, Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + what + "\n");
  }

  /** For the output of a process. */
  static synchronized Path file(String name) {
    append(LOGS.resolve(name), "");
    return LOGS.resolve(name);
  }

  private static void forgetTheLastRun() {
    try {
      Utils.delete(LOGS.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static synchronized void append(Path file, String text) {
    try {
      Files.createDirectories(LOGS);
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
