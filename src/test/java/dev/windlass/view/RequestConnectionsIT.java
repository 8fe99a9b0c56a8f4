package dev.windlass.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.testkit.WindlassServers;
import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.Arc;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(WindlassServers.class)
class RequestConnectionsIT {
  @Inject AgroalDataSource dataSource;

  @Test
  void aRequestGivesUpOnAFrozenDatabaseAndWhoWritesViewsDoesNot() throws Exception {
    assertThat(onAThreadOfItsOwn(() -> patience(true))).isEqualTo(15_000);
    assertThat(onAThreadOfItsOwn(() -> patience(false))).isZero();
  }

  private int patience(boolean inRequest) throws SQLException {
    var context = Arc.container().requestContext();
    if (inRequest) {
      context.activate();
    }
    try (Connection connection = dataSource.getConnection()) {
      return connection.getNetworkTimeout();
    } finally {
      if (inRequest) {
        context.terminate();
      }
    }
  }

  private static <T> T onAThreadOfItsOwn(Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofPlatform().start(task);
    return task.get();
  }
}
