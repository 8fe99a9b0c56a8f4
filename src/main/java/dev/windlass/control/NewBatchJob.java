package dev.windlass.control;

import dev.windlass.job.Creation.OnOverlap;
import dev.windlass.job.FailureBudget;
import java.util.Map;

/**
 * What a client asks for with a create: either {@code subJobs} or the rows of {@code input}.
 *
 * @param serialKey batch jobs of one key run one at a time, also those of a definition that may run
 *     many; null for none. A definition that runs one at a time has a key of its own.
 */
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
    OnOverlap onOverlap,
    String serialKey) {
  public NewBatchJob(
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
    this(
        definition,
        subJobs,
        input,
        maxConcurrent,
        jobsPerSecond,
        failureBudget,
        arguments,
        labels,
        start,
        onOverlap,
        null);
  }

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
            onOverlap,
            serialKey);
  }
}
