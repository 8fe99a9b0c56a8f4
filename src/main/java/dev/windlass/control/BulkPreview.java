package dev.windlass.control;

import dev.windlass.job.DirectiveTable;
import dev.windlass.job.JobStatus;
import dev.windlass.view.BatchJobRow;
import java.util.List;
import java.util.Map;

/**
 * What a bulk directive would be for.
 *
 * @param byStatus how many batch jobs it would go to
 * @param sample the first of them
 */
public record BulkPreview(
    BulkDirective.Asked asked, Map<JobStatus, Integer> byStatus, List<BatchJobRow> sample) {
  public int matching() {
    return byStatus.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Those whose status allows it now. */
  public int possible() {
    return byStatus.entrySet().stream()
        .filter(count -> allows(count.getKey()))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  private boolean allows(JobStatus status) {
    return DirectiveTable.action(asked.directive(), asked.options().onlyFailed(), status)
        .isPresent();
  }
}
