package dev.windlass.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives a {@code @QuarkusTest} the servers of this JVM:
 * {@code @QuarkusTestResource(WindlassServers.class)}. They stay up for the next test.
 */
public final class WindlassServers implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>(TestServers.get().asConfiguration());
    settings.put("windlass.results.directory", "target/test-results");
    return settings;
  }

  @Override
  public void stop() {}
}
