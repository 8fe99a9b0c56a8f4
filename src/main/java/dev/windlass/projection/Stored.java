package dev.windlass.projection;

import java.util.UUID;

/** Where the views stand in one partition of the log with the given id. */
record Stored(UUID topicId, long nextOffset) {}
