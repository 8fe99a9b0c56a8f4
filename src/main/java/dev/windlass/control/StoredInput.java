package dev.windlass.control;

import dev.windlass.job.InputRef;
import java.time.Instant;
import java.util.List;

/** Uploaded rows; they never change. */
public record StoredInput(
    String id,
    String namespace,
    String contentType,
    int rows,
    int pages,
    long bytes,
    List<String> columns,
    Instant createdAt) {
  public InputRef ref() {
    return new InputRef(id, rows, pages);
  }
}
