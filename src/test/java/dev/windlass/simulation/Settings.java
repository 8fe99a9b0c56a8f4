package dev.windlass.simulation;

import dev.windlass.coordinator.CoordinatorConfig;
import dev.windlass.wire.Lifetimes;
import dev.windlass.wire.WireConfig;
import dev.windlass.worker.WorkerConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The program's configuration in a simulation: its defaults but for what a scenario says. */
final class Settings {
  private static final Map<Map<String, String>, Settings> KNOWN = new ConcurrentHashMap<>();

  final WireConfig wire;
  final CoordinatorConfig coordinator;
  final WorkerConfig worker;
  final Lifetimes lifetimes;

  private Settings(Map<String, String> all) {
    wire = config(WireConfig.class, all);
    coordinator = config(CoordinatorConfig.class, all);
    worker = config(WorkerConfig.class, all);
    lifetimes = config(Lifetimes.class, all);
  }

  static Settings of(Scenario scenario) {
    return KNOWN.computeIfAbsent(
        Map.of(
            "windlass.topics.partitions", "" + scenario.partitions(),
            "windlass.topics.record-limit", "64K",
            "windlass.worker.slots", "" + scenario.slots()),
        Settings::new);
  }

  private static <T> T config(Class<T> type, Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(type)
        .withMappingIgnore("windlass.**")
        .withSources(new PropertiesConfigSource(settings, "simulation", 100))
        .build()
        .getConfigMapping(type);
  }
}
