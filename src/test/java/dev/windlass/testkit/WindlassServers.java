package dev.windlass.testkit;

import dev.windlass.compat.openspecimen.OpenSpecimenSettings;
import dev.windlass.compat.voiceagent.VoiceAgentSettings;
import dev.windlass.compat.xserver.XServerSettings;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives a {@code @QuarkusTest} the servers of this JVM:
 * {@code @QuarkusTestResource(WindlassServers.class)}. They stay up for the next test, and so does
 * the program: the settings that some tests want are no trouble to the others, and a start with
 * other settings takes ten seconds.
 */
public final class WindlassServers implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>(TestServers.get().asConfiguration());
    settings.put("windlass.results.directory", "target/test-results");
    settings.put("windlass.watch.heartbeat", "PT0.2S");
    settings.putAll(VoiceAgentSettings.all());
    settings.putAll(XServerSettings.all());
    settings.putAll(OpenSpecimenSettings.all());
    return settings;
  }

  @Override
  public void stop() {}
}
