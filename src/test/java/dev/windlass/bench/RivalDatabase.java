package dev.windlass.bench;

import dev.windlass.role.FoundServers;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * An empty database on the program's own Postgres server and a pool of connections to it; it goes
 * when it is closed, so that no measurement meets the dead rows of another.
 */
final class RivalDatabase implements AutoCloseable {
  /** The server takes 50, of which the program has some. */
  static final int CONNECTIONS = 20;

  private final Place place;
  private final String name;
  private final AgroalDataSource pool;

  private RivalDatabase(Place place, String name, AgroalDataSource pool) {
    this.place = place;
    this.name = name;
    this.pool = pool;
  }

  static RivalDatabase create(Place place) throws SQLException {
    String name = "rival_" + UUID.randomUUID().toString().replace("-", "");
    execute(place, "create database " + name);
    return new RivalDatabase(place, name, pool(place.postgres(), name));
  }

  DataSource pool() {
    return pool;
  }

  /** What a database that has been there for a while has behind it. */
  void settle() throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("analyze");
      statement.execute("checkpoint");
    }
  }

  @Override
  public void close() throws SQLException {
    pool.close();
    execute(place, "drop database " + name + " with (force)");
  }

  private static void execute(Place place, String sql) throws SQLException {
    try (Connection connection = place.database();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static AgroalDataSource pool(FoundServers.Postgres server, String name)
      throws SQLException {
    String url = server.jdbcUrl().replaceFirst("/[^/?]*(\\?.*)?$", "/" + name);
    return AgroalDataSource.from(
        new AgroalDataSourceConfigurationSupplier()
            .connectionPoolConfiguration(
                connections ->
                    connections
                        .initialSize(CONNECTIONS)
                        .maxSize(CONNECTIONS)
                        .acquisitionTimeout(Duration.ofMinutes(1))
                        .connectionFactoryConfiguration(
                            factory ->
                                factory
                                    .jdbcUrl(url)
                                    .jdbcProperty("reWriteBatchedInserts", "true")
                                    .principal(new NamePrincipal(server.username()))
                                    .credential(new SimplePassword(server.password())))));
  }
}
