package dev.windlass.compat.voiceagent;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.compat.voiceagent.WorkerDefinition.Used;
import dev.windlass.job.JobHeader;
import dev.windlass.view.OperationRow;
import dev.windlass.view.SubJobDetail;
import java.util.List;
import java.util.Optional;

/** A job, or a sub-job, in full. Where it stands is left out when it has ended. */
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
  private static final int FIRST_TURN = 0;

  /** {@code statusDuringExecution} is deleted, modified or unchanged. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ExecutedCase(String caseId, String latestRev, String statusDuringExecution) {}

  record Results(long numberOfFailures, List<Failure> failures) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Failure(long time, String error, String testCaseID, String testCaseName, long iteration) {
    static Failure of(OperationRow row, Ran ran) {
      Optional<Used> testCase = ran.at(row.caseIndex());
      return new Failure(
          row.at().toEpochMilli(),
          row.error(),
          testCase.map(Used::caseId).orElse(row.caseId()),
          testCase.map(Used::name).orElse(null),
          row.iteration() + 1);
    }
  }

  static JobJson of(JobHeader header, String id, Status status, SubJobDetail detail, Ran ran) {
    Results results =
        new Results(
            detail.row().failures(),
            detail.lastFailures().stream().map(failure -> Failure.of(failure, ran)).toList());
    Long start = BatchJobJson.millis(header.startTime());
    if (detail.row().status().ended()) {
      Long stop = status.finished() ? BatchJobJson.millis(header.stopTime()) : null;
      List<ExecutedCase> executed = ran.first(executed(detail, ran.used().size()));
      return new JobJson(
          id,
          status.word(),
          start,
          stop,
          null,
          null,
          null,
          null,
          executed,
          null,
          ran.worker(),
          results);
    }
    Position at = Position.of(header, detail);
    return new JobJson(
        id,
        status.word(),
        start,
        null,
        at.percent(),
        at.iteration(),
        at.caseIndex(),
        FIRST_TURN,
        ran.first(at.executed(ran.used().size())),
        ran.at(at.caseIndex()).map(Used::caseId).orElse(null),
        ran.worker(),
        results);
  }

  /** One that gave up did so with its last failure. */
  private static int executed(SubJobDetail detail, int cases) {
    if (Status.completed(detail.row().status()) || detail.lastFailures().isEmpty()) {
      return cases;
    }
    OperationRow last = detail.lastFailures().getFirst();
    return last.iteration() > 0 ? cases : last.caseIndex() + 1;
  }
}
