/**
 * The worker: takes tasks, claims them, runs what is granted, and reports.
 *
 * <p>A task from a share group is only a hint ({@link dev.windlass.worker.TaskPoller}). It is
 * answered with a claim for a free slot ({@link dev.windlass.worker.TaskClaimer}), and only the
 * grant that may follow counts: from its receipt until progress that lets it go is in the log it is
 * one of the {@link dev.windlass.worker.HeldGrants}, and its lease lives on the progress that tells
 * of it.
 *
 * <p>What is pure stands apart from what has threads. {@link dev.windlass.worker.GrantState} and
 * {@link dev.windlass.worker.SubJobRun} count and know positions, {@link
 * dev.windlass.worker.LeaseClock} says whether an operation may begin, {@link
 * dev.windlass.worker.Order} what a control record means. {@link dev.windlass.worker.GrantRunner}
 * moves a state on, on a thread of its own; {@link dev.windlass.worker.GrantRun} is where it meets
 * orders and interrupts; {@link dev.windlass.worker.ProgressReporter} only looks.
 *
 * <p>Three orders of things must never be turned round: a claim is in the log before its task is
 * acknowledged; what is to tell of an operation is kept before the operation is counted; and it is
 * in the log before the progress that counts it.
 */
package dev.windlass.worker;
