/**
 * Every record on Kafka, the topics, and how a record is read back. Roles never see each other:
 * they meet here.
 *
 * <p>The values are the records of {@link dev.windlass.job} where the state machine has them
 * (directives, claims, progress, replies, events), and those of this package where it does not
 * (tasks, control, results, workers, dead letters).
 */
package dev.windlass.wire;
