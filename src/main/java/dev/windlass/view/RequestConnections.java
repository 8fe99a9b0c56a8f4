package dev.windlass.view;

import io.agroal.api.AgroalPoolInterceptor;
import io.quarkus.arc.Arc;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * A Postgres that is frozen, or behind a broken network, can't be told to give a statement up. A
 * connection that serves a request then gives up by itself, a little later than a Postgres that
 * lives would have; one that writes views or moves tables waits as long as it takes.
 */
@Singleton
public class RequestConnections implements AgroalPoolInterceptor {
  private static final Duration LATER = Duration.ofSeconds(5);
  private static final Logger LOG = Logger.getLogger(RequestConnections.class);
  private final int patience;

  RequestConnections(ViewConfig config) {
    patience = config.statementMs() + (int) LATER.toMillis();
  }

  @Override
  public void onConnectionAcquire(Connection connection) {
    wait(connection, Arc.container().requestContext().isActive() ? patience : 0);
  }

  private static void wait(Connection connection, int millis) {
    try {
      connection.setNetworkTimeout(Runnable::run, millis);
    } catch (SQLException e) {
      LOG.debug("a connection is lost; its first statement will tell", e);
    }
  }
}
