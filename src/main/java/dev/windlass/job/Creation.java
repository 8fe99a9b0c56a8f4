package dev.windlass.job;

import java.util.Map;

/**
 * What a create directive brings: everything about a batch job that never changes afterwards, and
 * how it is to begin. Its {@code failureBudget}, where it has one, stands for the definition's.
 */
public record Creation(
    String namespace,
    String definition,
    int subJobs,
    InputRef input,
    Integer maxConcurrent,
    Double jobsPerSecond,
    FailureBudget failureBudget,
    Map<String, Object> arguments,
    Map<String, String> labels,
    boolean start,
    OnOverlap onOverlap,
    String serialKey,
    Long number) {
  public Creation {
    arguments = arguments == null ? Map.of() : arguments;
    labels = labels == null ? Map.of() : labels;
    onOverlap = onOverlap == null ? OnOverlap.QUEUE_ONE : onOverlap;
  }

  /** What becomes of a batch job whose serial key is busy. */
  public enum OnOverlap {
    QUEUE_ONE,
    SKIP,
    ALLOW
  }
}
