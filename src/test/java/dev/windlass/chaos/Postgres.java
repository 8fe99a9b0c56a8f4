package dev.windlass.chaos;

import dev.windlass.embedded.EmbeddedDatabase;
import dev.windlass.embedded.FreePort;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A database server that comes back on the same data and the same port. */
final class Postgres implements AutoCloseable {
  private static final Map<String, String> SETTINGS = Map.of("max_connections", "200");

  private final Path directory;
  private final Path programs;
  private final int port = FreePort.find();
  private EmbeddedDatabase database;

  Postgres(Path directory, Path programs) {
    this.directory = directory;
    this.programs = programs;
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "chaos-postgres-end"));
  }

  void start() {
    database = EmbeddedDatabase.start(directory, programs, port, SETTINGS);
    Journal.tell("Postgres is up");
  }

  /** What the program needs to know, as environment variables. */
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl());
    environment.put("QUARKUS_DATASOURCE_USERNAME", database.username());
    environment.put("QUARKUS_DATASOURCE_PASSWORD", database.password());
    return environment;
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        database.jdbcUrl(), database.username(), database.password());
  }

  /** Statements outside of a transaction, as the owner of everything. */
  void run(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  Optional<ProcessHandle> postmaster() throws IOException {
    Path file = directory.resolve("data").resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
  }

  /** SIGKILL for the postmaster; its children notice and end. */
  void kill() throws Exception {
    ProcessHandle postmaster = postmaster().orElseThrow();
    Journal.tell("kill -9 postmaster");
    List<ProcessHandle> children = postmaster.descendants().toList();
    Signals.kill(postmaster);
    Await.until(
        "the postmaster's children have ended",
        () -> children.stream().noneMatch(ProcessHandle::isAlive));
    database.close();
  }

  /** An orderly end, without waiting for clients. */
  void stop() {
    Journal.tell("Postgres is stopped");
    database.close();
  }

  String log() throws IOException {
    return Files.readString(directory.resolve("postgresql.log"));
  }

  @Override
  public void close() {
    if (database != null) {
      database.close();
    }
  }
}
