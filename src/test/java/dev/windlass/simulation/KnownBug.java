package dev.windlass.simulation;

import dev.windlass.coordinator.SimulatedPartition;
import dev.windlass.job.Mutant;
import dev.windlass.projection.SimulatedProjection;
import dev.windlass.worker.WorkerLogFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Deliberate bugs, one at a time: in the core, in its shell, in workers, in the projection. */
record KnownBug(String name, Bugs bugs) {
  private static final Set<String> QUICK =
      Set.of(
          "A_CLAIM_IS_DROPPED",
          "A_GRANT_GOES_OUT_TWICE",
          "LEASES_ARE_PER_JOB",
          "LEASES_GO_BY_RECORD_TIME",
          "STATE_IS_COMMITTED_BEFORE_ITS_OUTPUTS",
          "PLACES_ARE_COMMITTED_BEFORE_ROWS",
          "RESULTS_AFTER_PROGRESS",
          "THE_LEASE_IS_IGNORED");

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

  /** It shows in almost every history. */
  boolean isQuick() {
    return QUICK.contains(name.substring(name.indexOf(' ') + 1));
  }

  @Override
  public String toString() {
    return name;
  }

  /** What shows it: a story or the first of the histories; null if none of so many does. */
  String caughtBy(long histories) {
    for (Stories story : Stories.values()) {
      if (catches(() -> story.goesWell(1, bugs))) {
        return story.name();
      }
    }
    for (long seed = 1; seed <= histories; seed++) {
      Scenario scenario = Scenario.random(seed);
      if (catches(() -> Simulation.run(scenario, bugs))) {
        return "history " + seed;
      }
    }
    return null;
  }

  private static boolean catches(Runnable history) {
    try {
      history.run();
      return false;
    } catch (AssertionError | RuntimeException caught) {
      return true;
    }
  }
}
