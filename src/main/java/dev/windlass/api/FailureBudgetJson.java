package dev.windlass.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.job.FailureBudget;
import dev.windlass.wire.Json;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many sub-jobs may fail, as clients write and read it. */
@Schema(
    name = "FailureBudget",
    description =
        "How many sub-jobs may fail or be invalid before the batch job does not go on; a count or a"
            + " percent at least, and of both the lesser holds.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record FailureBudgetJson(
    @Schema(examples = "100", description = "Tolerated sub-jobs; 0 is none.") Integer count,
    @Schema(examples = "5", description = "0 to 100, of all sub-jobs, rounded down.")
        Double percent,
    @Schema(examples = "20", description = "So many are tolerated whatever percent says.")
        Integer minimum,
    @Schema(
            enumeration = {"fail", "pause"},
            defaultValue = "fail",
            description =
                "fail: what runs is interrupted and the batch job is failed. pause: what runs ends"
                    + " its operation; an unpause goes on, and counts afresh.")
        String onBreach) {
  private static final int MAX = Integer.MAX_VALUE;

  static FailureBudgetJson of(FailureBudget budget) {
    return budget == null
        ? null
        : new FailureBudgetJson(
            budget.count(), budget.percent(), budget.minimum(), Json.word(budget.onBreach()));
  }

  static FailureBudget read(Fields in) {
    return new FailureBudget(
        in.integer("count", 0, MAX),
        in.number("percent", 0, 100),
        in.integer("minimum", 0, MAX),
        in.word("onBreach", FailureBudget.OnBreach.class));
  }
}
