/**
 * Following batch jobs to their end, and showing how far they are.
 *
 * <p>A follower asks with the API's long poll, which is answered when something has changed and at
 * the end at once. A server that goes away is waited for, because the batch job goes on without
 * whoever watches it. What is drawn goes to the standard error on a terminal as bars, elsewhere as
 * lines now and then.
 */
package dev.windlass.cli.follow;
