package dev.windlass.simulation;

import dev.windlass.coordinator.CoordinatorConfig;
import dev.windlass.testkit.Settings;
import dev.windlass.wire.Lifetimes;
import dev.windlass.wire.WireConfig;
import dev.windlass.worker.WorkerConfig;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The program's configuration in a simulation: its defaults but for what a scenario says. */
final class SimSettings {
  private static final Map<Map<String, String>, SimSettings> KNOWN = new ConcurrentHashMap<>();

  final WireConfig wire;
  final CoordinatorConfig coordinator;
  final WorkerConfig worker;
  final Lifetimes lifetimes;

  private SimSettings(Map<String, String> all) {
    wire = Settings.of(WireConfig.class, all);
    coordinator = Settings.of(CoordinatorConfig.class, all);
    worker = Settings.of(WorkerConfig.class, all);
    lifetimes = Settings.of(Lifetimes.class, all);
  }

  static SimSettings of(Scenario scenario) {
    return KNOWN.computeIfAbsent(
        Map.of(
            "windlass.topics.partitions", "" + scenario.partitions(),
            "windlass.topics.record-limit", "64K",
            "windlass.worker.slots", "" + scenario.slots()),
        SimSettings::new);
  }
}
