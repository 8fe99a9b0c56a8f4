package dev.windlass.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One PostgreSQL server, a child of this program. Everything it has lies below its directory:
 * {@code data}, the password (drawn once, readable by the owner alone) and its log. It listens on
 * loopback only.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final int ATTEMPTS = 3;
  private static final String HOST = "127.0.0.1";
  static final String NAME = "windlass";

  private final PostgresGuard guard;
  private final int port;
  private final String password;

  private EmbeddedDatabase(PostgresGuard guard, int port, String password) {
    this.guard = guard;
    this.port = port;
    this.password = password;
  }

  /** Starts on the given port, or on a free one where it is 0. */
  public static EmbeddedDatabase start(Path directory, int port) {
    return start(directory, directory, port, Map.of());
  }

  /**
   * As above, with PostgreSQL's programs unpacked into a directory that several databases share,
   * and with settings (of postgresql.conf) that go over ours.
   */
  public static EmbeddedDatabase start(
      Path directory, Path programs, int port, Map<String, String> overrides) {
    Path home = directory.toAbsolutePath().normalize();
    PostgresCommand command =
        new PostgresCommand(PostgresBinaries.unpackInto(programs.toAbsolutePath().normalize()));
    String password = initialise(home, command);
    stopLeftOver(home, command);
    Map<String, String> settings = settings(overrides);
    int listening = listen(home, command, port, settings);
    PostgresGuard guard = PostgresGuard.over(command, data(home));
    EmbeddedDatabase database = new EmbeddedDatabase(guard, listening, password);
    try {
      database.createDatabase();
      return database;
    } catch (SQLException e) {
      database.close();
      throw new EmbeddedStartException("The embedded PostgreSQL does not answer: " + e, e);
    }
  }

  public String jdbcUrl() {
    return url(NAME);
  }

  public String username() {
    return NAME;
  }

  public String password() {
    return password;
  }

  @Override
  public void close() {
    guard.close();
  }

  private static Path data(Path home) {
    return home.resolve("data");
  }

  /**
   * Makes the cluster beside its place, so that an interrupted start is not taken for a database.
   */
  private static String initialise(Path home, PostgresCommand command) {
    Path file = home.resolve("password");
    try {
      if (!Files.isDirectory(data(home))) {
        Files.createDirectories(home);
        writePassword(file);
        Path fresh = Files.createTempDirectory(home, "initialising-");
        command.run(
            "initdb",
            "--pgdata=" + fresh,
            "--username=" + NAME,
            "--pwfile=" + file,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C");
        Files.move(fresh, data(home), StandardCopyOption.ATOMIC_MOVE);
      }
      return password(home);
    } catch (IOException e) {
      throw new EmbeddedStartException(
          "The embedded PostgreSQL can't be set up in " + home + ": " + e, e);
    }
  }

  static String password(Path home) throws IOException {
    return Files.readString(home.resolve("password")).strip();
  }

  private static void writePassword(Path file) throws IOException {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, HexFormat.of().formatHex(bytes) + "\n");
  }

  /**
   * A server whose program and guard were killed together still runs; the data directory is ours.
   */
  private static void stopLeftOver(Path home, PostgresCommand command) {
    if (Files.exists(data(home).resolve("postmaster.pid"))) {
      command.succeeds(
          "pg_ctl", "--pgdata=" + data(home), "--mode=fast", "--wait", "--timeout=60", "stop");
    }
  }

  private static int listen(
      Path home, PostgresCommand command, int port, Map<String, String> settings) {
    for (int attempt = 1; ; attempt++) {
      int listening = FreePort.orFree(port);
      String options =
          settings.entrySet().stream()
              .map(setting -> " -c " + setting.getKey() + "=" + setting.getValue())
              .collect(Collectors.joining("", "-p " + listening, ""));
      try {
        Path log = home.resolve("postgresql.log");
        command.run(
            "pg_ctl",
            "--pgdata=" + data(home),
            "--log=" + log,
            "--wait",
            "--timeout=60",
            "--options=" + options,
            "start");
        return listening;
      } catch (EmbeddedStartException e) {
        if (port != 0 || attempt == ATTEMPTS) {
          throw new EmbeddedStartException(
              "The embedded PostgreSQL did not start (its log: %s): %s"
                  .formatted(home.resolve("postgresql.log"), e.getMessage()),
              e);
        }
      }
    }
  }

  private static Map<String, String> settings(Map<String, String> overrides) {
    Map<String, String> settings = new HashMap<>();
    settings.put("listen_addresses", HOST);
    // No socket file: its path may be too long, and TCP is what everybody uses.
    settings.put("unix_socket_directories", "");
    // A pool of one program may grow to 50, and rebuild-views and people want in beside it.
    settings.put("max_connections", "100");
    settings.put("shared_buffers", "64MB");
    settings.put("fsync", "on");
    settings.put("synchronous_commit", "on");
    settings.put("timezone", "UTC");
    settings.put("log_timezone", "UTC");
    settings.put("log_checkpoints", "off");
    settings.putAll(overrides);
    return settings;
  }

  private void createDatabase() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url("postgres"), NAME, password);
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery("select 1 from pg_database where datname = '" + NAME + "'")) {
      if (!found.next()) {
        try (Statement create = connection.createStatement()) {
          create.execute("create database " + NAME);
        }
      }
    }
  }

  private String url(String database) {
    return "jdbc:postgresql://%s:%d/%s".formatted(HOST, port, database);
  }
}
