/**
 * The rows that the projection folds out of the log, and the queries over them.
 *
 * <p>A row is always a little old: nothing is refused because of it, and whoever wrote something
 * and wants to read it back waits for its token first ({@link dev.windlass.view.Freshness}). What
 * is read comes out as records, never as entities: a query that is asked again in the same request
 * sees what is stored by then.
 *
 * <p>The sub-jobs of a batch job have no rows of their own but pages of 1,024, read as the batch
 * job's present epoch sees them ({@link dev.windlass.view.SubJobs}).
 */
package dev.windlass.view;
