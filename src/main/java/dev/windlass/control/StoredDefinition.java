package dev.windlass.control;

import dev.windlass.job.Definition;
import java.time.Instant;

/** A definition as it is kept. Its version is its ETag, and never used twice for one name. */
public record StoredDefinition(Definition definition, Instant createdAt, Instant updatedAt) {
  public String etag() {
    return '"' + String.valueOf(definition.version()) + '"';
  }
}
