package dev.windlass.coordinator;

import dev.windlass.trace.Trace;
import dev.windlass.trace.Tracing;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** What the partitions of one process share and what comes from outside of the log. */
record Surroundings(
    ToIntFunction<String> slotsOfQueue,
    Frontier frontier,
    Tasks tasks,
    MonotonicClock clock,
    Supplier<String> nonces,
    Crashes crashes,
    CoordinatorMetrics metrics,
    Tracing tracing) {
  /** Milliseconds that only go forward, from an arbitrary start. */
  interface MonotonicClock {
    long millis();
  }

  /** Where tasks go, which is no part of what is committed. */
  interface Tasks {
    void send(Address address, byte[] task, Trace from);
  }

  /** How far progress is known to have been read. */
  interface Frontier {
    /** All progress that stood in the partition at this instant has been read and committed. */
    OptionalLong readToEndAt(int partition);
  }
}
