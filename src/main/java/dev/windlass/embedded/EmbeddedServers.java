package dev.windlass.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The embedded servers that one program needs, over one data directory. */
public final class EmbeddedServers implements AutoCloseable {
  private final DataDirectory directory;
  private EmbeddedDatabase database;
  private EmbeddedKafka kafka;

  private EmbeddedServers(DataDirectory directory) {
    this.directory = directory;
  }

  /** What to start and where; a port of 0 is any free one. */
  public record Plan(Path data, boolean kafka, int kafkaPort, boolean database, int databasePort) {}

  /** False in a build without them ({@code -Dembedded=false}). */
  public static boolean available() {
    return isPresent("kafka.server.KafkaRaftServer") && isPresent("org.tukaani.xz.XZInputStream");
  }

  public static EmbeddedServers start(Plan plan) {
    EmbeddedServers servers = new EmbeddedServers(DataDirectory.open(plan.data()));
    ServerAddresses.forget(servers.data());
    try {
      if (plan.database()) {
        servers.database =
            EmbeddedDatabase.start(servers.directory.resolve("postgres"), plan.databasePort());
      }
      if (plan.kafka()) {
        servers.kafka = EmbeddedKafka.start(servers.directory.resolve("kafka"), plan.kafkaPort());
      }
      ServerAddresses.write(servers.data(), servers.kafka(), servers.database());
      return servers;
    } catch (RuntimeException | Error e) {
      servers.close();
      throw e;
    }
  }

  /** Those of the program that runs over this directory; empty where none does. */
  public static Optional<ServerAddresses> running(Path data) {
    if (!DataDirectory.isInUse(data)) {
      return Optional.empty();
    }
    return Optional.of(
        ServerAddresses.read(data.toAbsolutePath().normalize())
            .orElseThrow(
                () ->
                    new EmbeddedStartException(
                        "The program that uses %s is just starting or ending: try again"
                            .formatted(data))));
  }

  /** Whether an embedded server has kept anything there. */
  public static boolean hasData(Path data) {
    return Files.isDirectory(data.resolve("kafka")) || Files.isDirectory(data.resolve("postgres"));
  }

  public Path data() {
    return directory.path();
  }

  public Optional<EmbeddedKafka> kafka() {
    return Optional.ofNullable(kafka);
  }

  public Optional<EmbeddedDatabase> database() {
    return Optional.ofNullable(database);
  }

  /** The broker first: what it still tells its consumers may want to be stored. */
  @Override
  public void close() {
    ServerAddresses.forget(data());
    try (directory;
        EmbeddedDatabase last = database;
        EmbeddedKafka first = kafka) {
      // Closed from right to left.
    }
  }

  private static boolean isPresent(String name) {
    try {
      Class.forName(name, false, EmbeddedServers.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
