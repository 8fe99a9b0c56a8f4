/**
 * Builds the views a second time, beside the live ones, out of the log alone; compares, and puts in
 * place what differs.
 *
 * <p>{@link dev.windlass.projection.rebuild.ViewTable} lists what is a view and {@link
 * dev.windlass.projection.rebuild.KeptTable} what is not. Events are folded by the code of the role
 * ({@link dev.windlass.projection.EventFold}) into tables of a schema of their own, by consumers
 * without a group, as far as the live views have come. What is left is short; for its time the live
 * offsets are locked, so that no projection writes: the rest is read, both sides stand at the same
 * offsets, and rows can be compared one by one. Readers see no lock. Whatever is put right is put
 * right in that same transaction: nobody ever sees half of it, and a command that is killed has
 * changed nothing. The offsets stay what they were, so that the live projection goes on as if it
 * had been slow.
 *
 * <p>A log does not keep everything. Where its beginning is gone, rows that only its lost part can
 * tell are taken from the live views ({@link dev.windlass.projection.rebuild.LostPart}), counted
 * and reported: the log never contradicts what it does not know.
 */
package dev.windlass.projection.rebuild;
