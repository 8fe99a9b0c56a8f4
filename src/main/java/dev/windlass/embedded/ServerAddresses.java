package dev.windlass.embedded;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * Where the embedded servers of a running program listen: written into its data directory, so that
 * another command finds them. Passwords stay where they are.
 */
public record ServerAddresses(Optional<String> kafka, Optional<Database> database) {
  private static final String FILE = "servers";

  /** As a client needs it. */
  public record Database(String jdbcUrl, String username, String password) {
    @Override
    public String toString() {
      return jdbcUrl;
    }
  }

  static void write(Path data, Optional<EmbeddedKafka> kafka, Optional<EmbeddedDatabase> database) {
    Properties properties = new Properties();
    kafka.ifPresent(k -> properties.setProperty("kafka", k.bootstrapServers()));
    database.ifPresent(d -> properties.setProperty("postgres", d.jdbcUrl()));
    Path fresh = data.resolve(FILE + ".new");
    try {
      try (Writer writer = Files.newBufferedWriter(fresh)) {
        properties.store(writer, "where the servers of the running program listen");
      }
      Files.move(fresh, data.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new EmbeddedStartException("The servers' addresses can't be written: " + e, e);
    }
  }

  static void forget(Path data) {
    try {
      Files.deleteIfExists(data.resolve(FILE));
    } catch (IOException e) {
      throw new EmbeddedStartException("The servers' addresses can't be deleted: " + e, e);
    }
  }

  /** Empty where the program is not that far. */
  static Optional<ServerAddresses> read(Path data) {
    Path file = data.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
      Optional<String> url = Optional.ofNullable(properties.getProperty("postgres"));
      String password =
          url.isPresent() ? EmbeddedDatabase.password(data.resolve("postgres")) : null;
      return Optional.of(
          new ServerAddresses(
              Optional.ofNullable(properties.getProperty("kafka")),
              url.map(at -> new Database(at, EmbeddedDatabase.NAME, password))));
    } catch (IOException e) {
      throw new EmbeddedStartException(file + " can't be read: " + e, e);
    }
  }
}
