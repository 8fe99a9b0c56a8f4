package dev.windlass.control;

import dev.windlass.control.Refusal.FieldError;
import dev.windlass.job.Creation.OnOverlap;
import dev.windlass.job.Definition;
import java.util.ArrayList;
import java.util.List;

/** What a create must be, by itself and beside its definition. */
final class BatchJobRules {
  static final int MAX_SUB_JOBS = 10_000_000;
  static final int MAX_LABELS = 64;
  static final int MAX_LABEL_KEY = 63;
  static final int MAX_LABEL_VALUE = 200;

  /** So that sums over all sub-jobs stay far within 64 bits. */
  private static final double MAX_OPERATIONS = 1e18;

  private BatchJobRules() {}

  static void check(NewBatchJob asked, Definition definition, int subJobs, DefinitionRules rules) {
    List<FieldError> errors = new ArrayList<>();
    if (subJobs < 1 || subJobs > MAX_SUB_JOBS) {
      errors.add(new FieldError("subJobs", subJobs, "must be 1 to " + MAX_SUB_JOBS));
    }
    if ((double) definition.operationsPerSubJob() * subJobs > MAX_OPERATIONS) {
      String rule = "times iterations times cases must be at most 1e18 operations";
      errors.add(new FieldError("subJobs", subJobs, rule));
    }
    if (asked.start() && definition.cases().isEmpty()) {
      String rule = "must have at least one case to be started";
      errors.add(new FieldError("definition", definition.reference(), rule));
    }
    if (definition.runs() == Definition.Runs.ONE && asked.onOverlap() == OnOverlap.ALLOW) {
      String rule = "must be queue-one or skip, because the definition runs one at a time";
      errors.add(new FieldError("onOverlap", "allow", rule));
    }
    FailureBudgetRules.check(errors, asked.failureBudget());
    labels(errors, asked);
    DefinitionRules.noSecrets(errors, "arguments", asked.arguments());
    rules.size(errors, definition, asked.arguments());
    if (!errors.isEmpty()) {
      throw Refusal.invalid(errors);
    }
  }

  private static void labels(List<FieldError> errors, NewBatchJob asked) {
    if (asked.labels().size() > MAX_LABELS) {
      String rule = "must be at most " + MAX_LABELS;
      errors.add(new FieldError("labels", asked.labels().size(), rule));
    }
    asked
        .labels()
        .forEach(
            (key, value) -> {
              if (key.isBlank()
                  || key.contains("=")
                  || key.length() > MAX_LABEL_KEY
                  || value.length() > MAX_LABEL_VALUE) {
                String rule =
                    "must have a name of 1 to %d characters without '=' and a value of at most %d"
                        .formatted(MAX_LABEL_KEY, MAX_LABEL_VALUE);
                errors.add(new FieldError("labels." + key, value, rule));
              }
            });
  }
}
