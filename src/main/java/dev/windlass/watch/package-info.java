/**
 * Live changes to those who wait for them.
 *
 * <p>One {@link dev.windlass.watch.EventHub} a process reads all partitions of the events topic
 * from their end, as a plain consumer without a group, and hands each event to whoever waits for
 * it:
 *
 * <ul>
 *   <li>a request that sent a directive and waits for its outcome,
 *   <li>a long poll that waits for the next change of a batch job,
 *   <li>a reader of server-sent events.
 * </ul>
 *
 * <p>Nobody is allowed to hold up the hub. Its thread only puts an event into bounded queues and
 * completes futures on other threads; a reader whose queue is full is dropped and comes back with
 * the position that it reached. What lies before the hub is read from the log by a consumer of the
 * reader's own until it meets the hub.
 *
 * <p>While nobody waits, an event costs one look at an empty map: nothing is decoded.
 */
package dev.windlass.watch;
