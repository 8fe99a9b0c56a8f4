package dev.windlass.result;

import java.time.Instant;

/** A file that is there. */
public record ResultFile(ResultName name, long size, Instant storedAt) {}
