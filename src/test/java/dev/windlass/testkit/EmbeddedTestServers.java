package dev.windlass.testkit;

import dev.windlass.embedded.EmbeddedDatabase;
import dev.windlass.embedded.EmbeddedKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Utils;

/** The embedded servers, with their data below target/ and gone afterwards. */
final class EmbeddedTestServers {
  private static final Path ROOT = Path.of("target", "test-servers");

  private EmbeddedTestServers() {}

  static TestServers start() {
    Path data = freshDirectory();
    EmbeddedDatabase database =
        EmbeddedDatabase.start(
            data.resolve("postgres"),
            programs(),
            0,
            Map.of("fsync", "off", "full_page_writes", "off", "max_connections", "200"));
    EmbeddedKafka kafka =
        EmbeddedKafka.start(
            data.resolve("kafka"), 0, Map.of("log.flush.interval.ms", "9223372036854775807"));
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> end(kafka, database, data), "test-servers-end"));
    return new TestServers(
        kafka.bootstrapServers(), database.jdbcUrl(), database.username(), database.password());
  }

  /** PostgreSQL's programs, unpacked once for all tests. */
  static Path programs() {
    return ROOT.resolve("programs");
  }

  static Path freshDirectory() {
    try {
      Files.createDirectories(ROOT);
      return Files.createTempDirectory(ROOT, "data-");
    } catch (IOException e) {
      throw new UncheckedIOException("no directory for the test servers below " + ROOT, e);
    }
  }

  /**
   * A broker that meets a fault halts the JVM. While it is being closed anyway, that would only
   * take away the exit code of tests that have all been run.
   */
  private static void tellInsteadOfHalting() {
    Exit.Procedure tell =
        (code, message) ->
            new IllegalStateException("the broker would end with " + code + ": " + message)
                .printStackTrace();
    Exit.setHaltProcedure(tell);
    Exit.setExitProcedure(tell);
  }

  private static void end(EmbeddedKafka kafka, EmbeddedDatabase database, Path data) {
    tellInsteadOfHalting();
    try (database) {
      kafka.close();
    }
    try {
      Utils.delete(data.toFile());
    } catch (IOException e) {
      System.err.println("Left behind: " + data + " (" + e + ")");
    }
  }
}
