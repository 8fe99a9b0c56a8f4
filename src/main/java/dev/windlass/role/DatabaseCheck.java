package dev.windlass.role;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.sql.Connection;
import java.sql.SQLException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * The database, where a role of this process needs one. Without it a projection and a scheduler can
 * do nothing; an API goes on taking directives, so that a database that is down does not take away
 * the means to pause what runs.
 */
@Readiness
@ApplicationScoped
class DatabaseCheck implements HealthCheck {
  private static final int PATIENCE_SECONDS = 2;

  private final Roles roles;
  private final Instance<AgroalDataSource> database;
  private final Probe probe = new Probe(this::connect);

  DatabaseCheck(Roles roles, Instance<AgroalDataSource> database) {
    this.roles = roles;
    this.database = database;
  }

  void measure(@Observes StartupEvent event, MeterRegistry meters) {
    if (roles.needDatabase()) {
      probe.measure("postgres", meters);
    }
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("Postgres");
    if (!roles.needDatabase()) {
      return response.withData("state", "no role of this process needs it").up().build();
    }
    var trouble = probe.trouble();
    return response
        .withData("state", trouble.map(t -> "can't be reached: " + t).orElse("reachable"))
        .status(trouble.isEmpty() || !isVital())
        .build();
  }

  private boolean isVital() {
    return roles.plays(Role.PROJECTION) || roles.plays(Role.SCHEDULER);
  }

  private Object connect() throws SQLException {
    try (Connection connection = database.get().getConnection()) {
      if (!connection.isValid(PATIENCE_SECONDS)) {
        throw new SQLException("it does not answer");
      }
      return connection;
    }
  }
}
