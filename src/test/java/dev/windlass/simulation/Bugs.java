package dev.windlass.simulation;

import dev.windlass.coordinator.SimulatedPartition;
import dev.windlass.job.Decider;
import dev.windlass.projection.SimulatedProjection;
import dev.windlass.worker.WorkerLogFault;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What is wrong with the program that is simulated; nothing, mostly. */
record Bugs(
    UnaryOperator<Decider> core,
    Set<SimulatedPartition.Fault> coordinator,
    Set<SimulatedProjection.Fault> projection,
    WorkerLogFault workerLog,
    Duration workersLease) {
  static final Duration LEASE = Duration.ofSeconds(10);

  static final Bugs NONE =
      new Bugs(
          UnaryOperator.identity(),
          EnumSet.noneOf(SimulatedPartition.Fault.class),
          EnumSet.noneOf(SimulatedProjection.Fault.class),
          null,
          LEASE);

  static Bugs core(UnaryOperator<Decider> bug) {
    return new Bugs(bug, NONE.coordinator, NONE.projection, null, LEASE);
  }

  static Bugs coordinator(SimulatedPartition.Fault fault) {
    return new Bugs(NONE.core, EnumSet.of(fault), NONE.projection, null, LEASE);
  }

  static Bugs projection(SimulatedProjection.Fault fault) {
    return new Bugs(NONE.core, NONE.coordinator, EnumSet.of(fault), null, LEASE);
  }

  static Bugs workerLog(WorkerLogFault fault) {
    return new Bugs(NONE.core, NONE.coordinator, NONE.projection, fault, LEASE);
  }

  /** Workers go on for much longer than they may. */
  static Bugs leaseIsIgnored() {
    return new Bugs(NONE.core, NONE.coordinator, NONE.projection, null, Duration.ofDays(1));
  }
}
