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

  /** The first history that shows it; 0 if none of so many does. */
  long caughtBy(long histories) {
    for (long seed = 1; seed <= histories; seed++) {
      try {
        Simulation.run(Scenario.random(seed), bugs);
      } catch (AssertionError | RuntimeException caught) {
        return seed;
      }
    }
    return 0;
  }
}
