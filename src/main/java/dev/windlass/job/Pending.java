package dev.windlass.job;

/** The start of an epoch that has to wait, for its serial key or until the old epoch has let go. */
public record Pending(Snapshot snapshot) {}
