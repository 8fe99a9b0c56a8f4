package dev.windlass.job;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What to run. {@code iterations} 0 means for ever; {@code failuresToIgnore} null means that
 * failures never fail a sub-job, {@code failureBudget} null that the batch job goes on however many
 * sub-jobs fail. A definition may be stored without cases, but not started.
 */
public record Definition(
    String namespace,
    String name,
    int version,
    String description,
    String handler,
    Map<String, Object> parameters,
    List<Case> cases,
    long iterations,
    Integer failuresToIgnore,
    FailureBudget failureBudget,
    Retries retries,
    Duration operationTimeout,
    Duration stopTimeout,
    KeepResults keepResults,
    Runs runs,
    String queue,
    Priority priority) {
  public static final Duration DEFAULT_OPERATION_TIMEOUT = Duration.ofSeconds(30);
  public static final Duration DEFAULT_STOP_TIMEOUT = Duration.ofSeconds(30);

  public record Case(String id, Map<String, Object> parameters) {
    public Case {
      parameters = parameters == null ? Map.of() : parameters;
    }
  }

  public record Retries(int max, Duration backoff, Duration maxBackoff) {
    public static final Retries NONE = new Retries(0, null, null);

    public Retries {
      backoff = backoff == null ? Duration.ofSeconds(1) : backoff;
      maxBackoff = maxBackoff == null ? Duration.ofMinutes(1) : maxBackoff;
    }
  }

  public enum KeepResults {
    LAST,
    ALL
  }

  public enum Runs {
    MANY,
    ONE
  }

  public enum Priority {
    HIGH,
    NORMAL,
    LOW
  }

  public Definition {
    parameters = parameters == null ? Map.of() : parameters;
    cases = cases == null ? List.of() : List.copyOf(cases);
    retries = retries == null ? Retries.NONE : retries;
    operationTimeout = operationTimeout == null ? DEFAULT_OPERATION_TIMEOUT : operationTimeout;
    stopTimeout = stopTimeout == null ? DEFAULT_STOP_TIMEOUT : stopTimeout;
    keepResults = keepResults == null ? KeepResults.LAST : keepResults;
    runs = runs == null ? Runs.MANY : runs;
    queue = queue == null ? "default" : queue;
    priority = priority == null ? Priority.NORMAL : priority;
  }

  /** {@code namespace/name}, as clients write it. */
  public String reference() {
    return namespace + "/" + name;
  }

  public Definition atVersion(int version) {
    return new Definition(
        namespace,
        name,
        version,
        description,
        handler,
        parameters,
        cases,
        iterations,
        failuresToIgnore,
        failureBudget,
        retries,
        operationTimeout,
        stopTimeout,
        keepResults,
        runs,
        queue,
        priority);
  }

  /** Operations of one sub-job; 0 when iterations are infinite. */
  public long operationsPerSubJob() {
    return iterations * cases.size();
  }
}
