package dev.windlass.projection;

import dev.windlass.testkit.TestServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Topics and a database that only one test has, and the role projection alone. */
public final class FreshServers implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    try {
      Map<String, String> settings =
          new HashMap<>(TestServers.get().withFreshDatabase().asConfiguration());
      settings.put("windlass.topics.prefix", "v" + UUID.randomUUID().toString().substring(0, 8));
      settings.put("windlass.topics.partitions", "2");
      settings.put("windlass.roles", "projection");
      return settings;
    } catch (SQLException e) {
      throw new IllegalStateException("no fresh database", e);
    }
  }

  /** After the servers that everybody shares: what is said last holds. */
  @Override
  public int order() {
    return 1;
  }

  @Override
  public void stop() {}
}
