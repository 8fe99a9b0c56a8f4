package dev.windlass.job;

/** The uploaded rows that a batch job runs over, one sub-job a row. */
public record InputRef(String id, int rows, int pages) {}
