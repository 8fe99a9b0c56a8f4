package dev.windlass.job;

/**
 * An event as it goes out: with the header after it, the page that changed (one at most), and the
 * outcome of the directive that caused it, where one did. The header is null only where a directive
 * named a batch job that does not exist.
 */
public record Recorded(
    JobId job, JobEvent event, JobHeader header, Page page, DirectiveOutcome directive) {}
