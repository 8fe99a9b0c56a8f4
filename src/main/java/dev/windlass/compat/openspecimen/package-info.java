/**
 * Front door: OpenSpecimen's scheduled jobs. A scheduled job is a document of this door, a native
 * definition that it runs, and a native schedule that fires it; its runs are the batch jobs of that
 * definition, whoever started them, but not those that another scheduled job started.
 */
package dev.windlass.compat.openspecimen;
