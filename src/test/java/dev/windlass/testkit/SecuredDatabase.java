package dev.windlass.testkit;

import dev.windlass.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.utils.Utils;

/** A PostgreSQL with TLS and the users of {@code deploy/postgres}. */
public final class SecuredDatabase implements AutoCloseable {
  private static final Path SCRIPTS = Path.of("deploy", "postgres");
  public static final String OWNER = "windlass_owner";
  public static final List<String> USERS =
      List.of("windlass_api", "windlass_projection", "windlass_scheduler");

  private final Path directory;
  private final EmbeddedDatabase server;
  private final Certificate certificate;
  private final Map<String, String> passwords = new HashMap<>();

  private SecuredDatabase(Path directory, EmbeddedDatabase server, Certificate certificate) {
    this.directory = directory;
    this.server = server;
    this.certificate = certificate;
  }

  public static SecuredDatabase start(Certificate certificate) throws Exception {
    Path directory = EmbeddedTestServers.freshDirectory();
    EmbeddedDatabase server =
        EmbeddedDatabase.start(
            directory,
            EmbeddedTestServers.programs(),
            0,
            Map.of(
                "fsync", "off",
                "full_page_writes", "off",
                "ssl", "on",
                "ssl_cert_file", certificate.certificateFile().toString(),
                "ssl_key_file", certificate.keyFile().toString()));
    SecuredDatabase database = new SecuredDatabase(directory, server, certificate);
    database.addUsers();
    return database;
  }

  private void addUsers() throws Exception {
    run(connect(), "roles.sql");
    List<String> all = new ArrayList<>(USERS);
    all.add(OWNER);
    for (String user : all) {
      passwords.put(user, "password-" + UUID.randomUUID());
      try (Connection connection = connect();
          Statement alter = connection.createStatement()) {
        alter.execute("alter role %s password '%s'".formatted(user, passwords.get(user)));
      }
    }
  }

  /** When the tables are there. */
  public void grant() throws Exception {
    run(connect(OWNER), "grants.sql");
  }

  /** Which takes no other server for this one. */
  public String jdbcUrl() throws Exception {
    return server.jdbcUrl()
        + "?sslmode=verify-full&sslrootcert="
        + certificate.certificateFile().toAbsolutePath();
  }

  public String password(String user) {
    return passwords.get(user);
  }

  public Connection connect(String user) throws Exception {
    return DriverManager.getConnection(jdbcUrl(), user, password(user));
  }

  /** As who may do everything. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(), server.username(), server.password());
  }

  public String log() throws IOException {
    return Files.readString(directory.resolve("postgresql.log"));
  }

  @Override
  public void close() throws IOException {
    server.close();
    Utils.delete(directory.toFile());
  }

  private static void run(Connection connection, String script) throws Exception {
    try (connection;
        Statement statement = connection.createStatement()) {
      statement.execute(Files.readString(SCRIPTS.resolve(script)));
    }
  }
}
