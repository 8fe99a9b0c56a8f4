package dev.windlass.testkit;

import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;

/**
 * A real Kafka and a real Postgres, started once per JVM by whoever asks first and ended with it:
 * containers where Docker answers, the embedded servers where it does not or where the environment
 * says {@code TEST_SERVERS=embedded}. Durability is off; tests of durability start servers of their
 * own.
 *
 * <p>Everybody shares them: take a topic prefix and, where rows would meet, a database of your own.
 */
public record TestServers(
    String bootstrapServers, String jdbcUrl, String username, String password) {
  private static final String PREFIX = "test-servers.";

  /**
   * The servers of this JVM. Quarkus loads test classes several times, in class loaders that it
   * also closes: the servers live in the system's class loader and their addresses in system
   * properties.
   */
  public static TestServers get() {
    synchronized (System.getProperties()) {
      if (System.getProperty(PREFIX + "kafka") == null) {
        startInSystemLoader();
      }
      return new TestServers(
          System.getProperty(PREFIX + "kafka"),
          System.getProperty(PREFIX + "jdbc-url"),
          System.getProperty(PREFIX + "username"),
          System.getProperty(PREFIX + "password"));
    }
  }

  /** What Quarkus needs to know to use them. */
  public Map<String, String> asConfiguration() {
    return Map.of(
        "kafka.bootstrap.servers", bootstrapServers,
        "quarkus.datasource.jdbc.url", jdbcUrl,
        "quarkus.datasource.username", username,
        "quarkus.datasource.password", password);
  }

  /** The same servers, with an empty database that nobody else has. */
  public TestServers withFreshDatabase() throws SQLException {
    String name = "test_" + UUID.randomUUID().toString().replace("-", "");
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    String url = jdbcUrl.substring(0, jdbcUrl.lastIndexOf('/') + 1) + name;
    return new TestServers(bootstrapServers, url, username, password);
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl, username, password);
  }

  /** Called by the host, in whatever class loader. */
  void publish() {
    System.setProperty(PREFIX + "kafka", bootstrapServers);
    System.setProperty(PREFIX + "jdbc-url", jdbcUrl);
    System.setProperty(PREFIX + "username", username);
    System.setProperty(PREFIX + "password", password);
  }

  private static void startInSystemLoader() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader system = ClassLoader.getSystemClassLoader();
    thread.setContextClassLoader(system);
    try {
      Class<?> host = system.loadClass(TestServers.class.getPackageName() + ".TestServersHost");
      host.getMethod("start").invoke(null);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("The test servers did not start", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The test servers did not start", e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
