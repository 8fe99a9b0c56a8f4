package dev.windlass.control;

import dev.windlass.view.BatchJobFilter;
import java.util.List;
import java.util.UUID;

/**
 * Which batch jobs a bulk directive is for: those of {@code ids}, or else those that the filter
 * finds at the moment in which it is asked.
 */
public record BulkSelector(BatchJobFilter filter, List<UUID> ids) {
  public BulkSelector {
    ids = ids == null ? List.of() : List.copyOf(ids);
  }
}
