package dev.windlass.cli;

import dev.windlass.role.FoundServers;
import dev.windlass.role.NotConfiguredException;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections to the database of the configuration, without a pool. */
final class ConfiguredPostgres {
  private ConfiguredPostgres() {}

  static PGSimpleDataSource source(FoundServers.Postgres postgres) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    try {
      source.setUrl(postgres.jdbcUrl());
      for (var property : postgres.properties().entrySet()) {
        source.setProperty(property.getKey(), property.getValue());
      }
    } catch (SQLException | IllegalArgumentException e) {
      throw new NotConfiguredException(
          "quarkus.datasource.jdbc.url can't be used: " + e.getMessage());
    }
    if (postgres.username() != null) {
      source.setUser(postgres.username());
    }
    if (postgres.password() != null) {
      source.setPassword(postgres.password());
    }
    return source;
  }
}
