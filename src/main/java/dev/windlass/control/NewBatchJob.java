package dev.windlass.control;

import dev.windlass.job.Creation.OnOverlap;
import dev.windlass.job.FailureBudget;
import java.util.Map;

/** What a client asks for with a create: either {@code subJobs} or the rows of {@code input}. */
public record NewBatchJob(
    DefinitionKey definition,
    Integer subJobs,
    String input,
    Integer maxConcurrent,
    Double jobsPerSecond,
    FailureBudget failureBudget,
    Map<String, Object> arguments,
    Map<String, String> labels,
    boolean start,
    OnOverlap onOverlap) {
  /** The same where they are null. */
  NewBatchJob withArguments(Map<String, Object> others) {
    return others == null
        ? this
        : new NewBatchJob(
            definition,
            subJobs,
            input,
            maxConcurrent,
            jobsPerSecond,
            failureBudget,
            others,
            labels,
            start,
            onOverlap);
  }
}
