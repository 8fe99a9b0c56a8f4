package dev.windlass.control;

import dev.windlass.control.Refusal.FieldError;
import dev.windlass.job.FailureBudget;
import java.util.List;

/** What a failure budget must be, in a definition and in a create. */
final class FailureBudgetRules {
  private static final String FIELD = "failureBudget";

  private FailureBudgetRules() {}

  static void check(List<FieldError> errors, FailureBudget budget) {
    if (budget == null) {
      return;
    }
    if (budget.count() == null && budget.percent() == null) {
      errors.add(new FieldError(FIELD, "{}", "must have a count or a percent"));
    }
    if (budget.count() != null) {
      DefinitionRules.range(
          errors, FIELD + ".count", budget.count(), 0, BatchJobRules.MAX_SUB_JOBS);
    }
    if (budget.percent() != null && !(budget.percent() >= 0 && budget.percent() <= 100)) {
      errors.add(new FieldError(FIELD + ".percent", budget.percent(), "must be 0 to 100"));
    }
    if (budget.minimum() != null) {
      minimum(errors, budget);
    }
  }

  private static void minimum(List<FieldError> errors, FailureBudget budget) {
    DefinitionRules.range(
        errors, FIELD + ".minimum", budget.minimum(), 0, BatchJobRules.MAX_SUB_JOBS);
    if (budget.percent() == null) {
      String rule =
          "must be absent, or stand beside a percent: it says how many failures that lets be";
      errors.add(new FieldError(FIELD + ".minimum", budget.minimum(), rule));
    }
  }
}
