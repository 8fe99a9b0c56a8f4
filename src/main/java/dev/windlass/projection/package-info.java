/**
 * Role: folds the log into rows.
 *
 * <p>Four feeds - events, results, workers, dead letters - each with a consumer of its own ({@link
 * dev.windlass.projection.FeedReader}). A batch of records is folded, without any database, into
 * what is newest of each row; then rows and consumed offsets are written in one transaction that
 * compares the offsets first. So every record counts exactly once, whoever crashes, is paused or
 * reads the same partition twice: the transaction of the later one finds other offsets than it read
 * from, is rolled back, and its reader goes on from what is stored.
 *
 * <p>Positions live in Postgres alone; the consumer group only shares the partitions between the
 * projections that run. A log that is not the one that the rows came from, or that no longer has
 * what comes next, stops the role with a sentence: views that silently miss something are worse
 * than views that stand still.
 *
 * <p>Every event carries the whole header after it, so that the newest event of a batch job makes
 * its row; statistics change by the difference between old and new row. What is to be deleted is
 * noted and goes in slices ({@link dev.windlass.projection.Sweeper}).
 */
package dev.windlass.projection;
