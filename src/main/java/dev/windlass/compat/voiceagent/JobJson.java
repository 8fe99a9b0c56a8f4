package dev.windlass.compat.voiceagent;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** A job, or a sub-job, in full. What stands in {@link Position} is left out when it has ended. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JobJson(
    String id,
    String status,
    Long startTime,
    Long stopTime,
    Double percentComplete,
    Long iterationNumber,
    Integer caseNumber,
    Integer turnNumber,
    List<ExecutedCase> casesExecuted,
    String currentCase,
    WorkerJson workerUsed,
    Results results) {

  /** {@code statusDuringExecution} is deleted, modified or unchanged. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ExecutedCase(String caseId, String latestRev, String statusDuringExecution) {}

  record Results(long numberOfFailures, List<Failure> failures) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Failure(long time, String error, String testCaseID, String testCaseName, long iteration) {}
}
