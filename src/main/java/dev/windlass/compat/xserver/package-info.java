/**
 * Front door: the background jobs of PTV xServer 2. A job is a batch job, whoever created it, and
 * its id is the batch job's. The operations that can be started and fetched are those that the
 * configuration names; what xServer forgets after a fetch is kept in mind by {@link JobNotes}.
 */
package dev.windlass.compat.xserver;
