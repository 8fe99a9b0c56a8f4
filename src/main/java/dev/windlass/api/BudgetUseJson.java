package dev.windlass.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.job.JobHeader;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A batch job's failure budget, and how much of it is used up. */
@Schema(name = "FailureBudgetUse")
@JsonInclude(JsonInclude.Include.NON_NULL)
record BudgetUseJson(
    Integer count,
    Double percent,
    Integer minimum,
    @Schema(enumeration = {"fail", "pause"}) String onBreach,
    @Schema(description = "What that comes to: so many sub-jobs may fail.") int tolerated,
    @Schema(description = "So many count against it; more than tolerated is the breach.")
        int used) {
  static BudgetUseJson of(JobHeader header) {
    if (header.failureBudget() == null) {
      return null;
    }
    FailureBudgetJson budget = FailureBudgetJson.of(header.failureBudget());
    return new BudgetUseJson(
        budget.count(),
        budget.percent(),
        budget.minimum(),
        budget.onBreach(),
        header.failureBudget().tolerated(header.subJobs()),
        header.failures(header.counts()));
  }
}
