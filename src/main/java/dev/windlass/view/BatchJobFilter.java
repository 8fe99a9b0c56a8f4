package dev.windlass.view;

import dev.windlass.job.JobStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Which batch jobs a list holds; null and empty ask for nothing. Deleted ones are left out unless
 * {@code statuses} names them.
 *
 * @param definition its name, without the namespace
 * @param labels all of them must be there
 * @param createdAfter at this instant or later
 * @param createdBefore earlier than this instant
 * @param q the beginning of an id, a part of a definition's name, or a number
 */
public record BatchJobFilter(
    String namespace,
    Set<JobStatus> statuses,
    String definition,
    Map<String, String> labels,
    String requestedBy,
    Instant createdAfter,
    Instant createdBefore,
    String q) {
  public static final BatchJobFilter ALL =
      new BatchJobFilter(null, null, null, null, null, null, null, null);

  public BatchJobFilter {
    statuses = statuses == null ? Set.of() : Set.copyOf(statuses);
    labels = labels == null ? Map.of() : Map.copyOf(labels);
  }
}
