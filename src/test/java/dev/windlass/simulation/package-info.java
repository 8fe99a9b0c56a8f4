/**
 * The whole pipeline on one thread: clients, the coordinator's processor, workers and the
 * projection's folds are the program's own code; Kafka, Postgres, clocks, threads and chance are
 * simulated, so that a seed is a history and the same seed the same history.
 *
 * <p>{@link dev.windlass.simulation.World} has the clock and everything that is to happen, {@link
 * dev.windlass.simulation.SimLog} the topics, {@link dev.windlass.simulation.Life} one life of a
 * process, which may be frozen, cut off and killed, and {@link dev.windlass.simulation.Strands} the
 * threads of workers, of which one runs at a time. A {@link dev.windlass.simulation.Scenario} says
 * what jobs there are and what befalls them, {@link dev.windlass.simulation.Simulation} lives
 * through it, and {@link dev.windlass.simulation.Watch} and {@link dev.windlass.simulation.Target}
 * say where a promise was broken.
 */
package dev.windlass.simulation;
