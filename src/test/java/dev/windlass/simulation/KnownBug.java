package dev.windlass.simulation;

import dev.windlass.coordinator.SimulatedPartition;
import dev.windlass.job.Mutant;
import dev.windlass.projection.SimulatedProjection;
import dev.windlass.worker.WorkerLogFault;
import java.util.ArrayList;
import java.util.List;

/** Deliberate bugs, one at a time: in the core, in its shell, in workers, in the projection. */
record KnownBug(String name, Bugs bugs) {
  static List<KnownBug> all() {
    List<KnownBug> all = new ArrayList<>();
    for (Mutant mutant : Mutant.values()) {
      all.add(new KnownBug("core: " + mutant.name(), Bugs.core(mutant::in)));
    }
    for (SimulatedPartition.Fault fault : SimulatedPartition.Fault.values()) {
      all.add(new KnownBug("coordinator: " + fault.name(), Bugs.coordinator(fault)));
    }
    for (SimulatedProjection.Fault fault : SimulatedProjection.Fault.values()) {
      all.add(new KnownBug("projection: " + fault.name(), Bugs.projection(fault)));
    }
    for (WorkerLogFault fault : WorkerLogFault.values()) {
      all.add(new KnownBug("worker: " + fault.name(), Bugs.workerLog(fault)));
    }
    all.add(new KnownBug("worker: THE_LEASE_IS_IGNORED", Bugs.leaseIsIgnored()));
    return all;
  }

  /** What shows it: a story or the first of the histories; null if none of so many does. */
  String caughtBy(long histories) {
    for (Stories story : Stories.values()) {
      if (catches(story.scenario(1))) {
        return story.name();
      }
    }
    for (long seed = 1; seed <= histories; seed++) {
      if (catches(Scenario.random(seed))) {
        return "history " + seed;
      }
    }
    return null;
  }

  private boolean catches(Scenario scenario) {
    try {
      Simulation.run(scenario, bugs);
      return false;
    } catch (AssertionError | RuntimeException caught) {
      return true;
    }
  }
}
