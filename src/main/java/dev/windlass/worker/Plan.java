package dev.windlass.worker;

import dev.windlass.job.Definition;

/**
 * How long a sub-job is and when it has failed. {@code iterations} 0 means for ever; {@code
 * failuresToIgnore} null means that it never fails.
 */
record Plan(int cases, long iterations, Integer failuresToIgnore) {
  static Plan of(Definition definition) {
    return new Plan(
        definition.cases().size(), definition.iterations(), definition.failuresToIgnore());
  }

  boolean infinite() {
    return iterations == 0;
  }

  boolean exhausted(long failed) {
    return failuresToIgnore != null && failed > failuresToIgnore;
  }
}
