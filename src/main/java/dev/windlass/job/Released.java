package dev.windlass.job;

/** The serial key that this batch job queued for is free. */
public record Released(JobId job) implements JobInput {}
