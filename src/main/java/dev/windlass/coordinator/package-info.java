/**
 * The role "coordinator": a shell of Kafka Streams around {@link dev.windlass.job.JobDecider}.
 *
 * <p>Kafka Streams gives a partition's inputs to one task at a time, keeps the task's state in
 * stores with changelogs, moves it to another process when this one ends, and writes state, outputs
 * and consumed offsets in one transaction. What is left to do here is to read an input, load what
 * the decider asks for, and write what it decided: {@link dev.windlass.coordinator.JobProcessor}.
 *
 * <p>Three rules keep it alive. What can't be read or decided goes to the dead letters and the next
 * record is taken, because an exception in a task means the same record again, without end. All
 * that a decision writes is put together and checked ({@link dev.windlass.coordinator.Plan}) before
 * the first of it is written, so that nothing is ever half written. And a state record of a newer
 * program stops the whole coordinator: only a program that understands it may write it again.
 *
 * <p>Besides the stores, a partition keeps in memory what it can build anew from them: who holds a
 * lease and when it was last heard, and which batch jobs wait for their turn to send tasks ({@link
 * dev.windlass.coordinator.PartitionMemory}).
 */
package dev.windlass.coordinator;
