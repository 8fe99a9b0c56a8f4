/**
 * The state machine of a batch job, pure Java: no framework, no clock, no log.
 *
 * <p>Inputs ({@link dev.windlass.job.JobInput}: what a client asks, what workers say, what the
 * clock says) go into {@link dev.windlass.job.JobDecider}; a {@link dev.windlass.job.Decision}
 * comes out: events, the state records that changed, and what to send. Events are the only thing
 * that changes a job, in {@link dev.windlass.job.JobEvolution}, and each travels with the whole
 * header after it.
 *
 * <p>A batch job is small however many sub-jobs it has: {@link dev.windlass.job.JobHeader} holds
 * numbers, {@link dev.windlass.job.Page} a letter per sub-job for 1,024 of them, {@link
 * dev.windlass.job.PageIndex} three bits per page. No directive touches all pages: a page carries
 * its epoch, and an older one reads as the header says.
 */
package dev.windlass.job;
