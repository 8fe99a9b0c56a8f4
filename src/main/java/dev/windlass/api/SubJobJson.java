package dev.windlass.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.windlass.control.Times;
import dev.windlass.job.Begun;
import dev.windlass.job.JobHeader;
import dev.windlass.view.OperationRow;
import dev.windlass.view.SubJobDetail;
import dev.windlass.view.SubJobRow;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A sub-job in a list. Where it has begun and not ended, {@code iteration} and {@code caseIndex}
 * are where it continues.
 */
@Schema(name = "SubJob")
@JsonInclude(JsonInclude.Include.NON_NULL)
record SubJobJson(
    String id,
    String batchJobId,
    int index,
    String status,
    Long iteration,
    Integer caseIndex,
    Long operationsDone,
    Integer attempt,
    long failures,
    @Schema(description = "In lists with results=true, where it has ended and told something.")
        OperationJson lastOperation) {

  static SubJobJson of(JobHeader job, SubJobRow row) {
    return of(job, row, null);
  }

  static SubJobJson of(JobHeader job, SubJobRow row, OperationRow last) {
    Begun begun = row.begun();
    return new SubJobJson(
        job.id().subJob(row.index()).toString(),
        job.id().toString(),
        row.index(),
        row.status().label(),
        begun == null ? null : begun.iteration(),
        begun == null ? null : begun.caseIndex(),
        done(job, row),
        begun == null ? null : begun.attempt(),
        row.failures(),
        last == null ? null : OperationJson.of(last));
  }

  /** One that completed has done all; how far one came that failed is not kept. */
  private static Long done(JobHeader job, SubJobRow row) {
    if (row.begun() != null) {
      return row.begun().done();
    }
    return switch (row.status()) {
      case COMPLETED, COMPLETED_WITH_ERRORS -> job.work().operationsPerSubJob();
      case CREATED, WAITING, GRANTED -> 0L;
      case RUNNING, PAUSED, STOPPED, FAILED, INVALID -> null;
    };
  }

  /** A sub-job in full. */
  @Schema(name = "SubJobDetail")
  record Full(
      @JsonUnwrapped SubJobJson subJob,
      @Schema(description = "Its input row; null where there is no input.") Object row,
      String worker,
      String firstTime,
      String lastTime,
      @Schema(description = "Newest first, at most 20.") List<FailureJson> lastFailures,
      ResultJson result) {
    static Full of(JobHeader job, SubJobDetail detail, Object row) {
      OperationRow result = detail.result();
      return new Full(
          SubJobJson.of(job, detail.row()),
          row,
          detail.worker(),
          Times.text(detail.firstToldAt()),
          Times.text(detail.lastToldAt()),
          detail.lastFailures().stream().map(FailureJson::of).toList(),
          result == null ? null : new ResultJson(result.output(), result.outputTruncated()));
    }
  }

  @Schema(name = "Operation", description = "`error` where it failed.")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OperationJson(
      String time,
      String caseId,
      long iteration,
      int attempt,
      int tries,
      long durationMs,
      String worker,
      String error,
      String output,
      boolean outputTruncated) {
    static OperationJson of(OperationRow row) {
      return new OperationJson(
          Times.text(row.at()),
          row.caseId(),
          row.iteration(),
          row.attempt(),
          row.tries(),
          row.durationMs(),
          row.worker(),
          row.error(),
          row.output(),
          row.outputTruncated());
    }
  }

  @Schema(name = "Failure")
  record FailureJson(
      String time, String caseId, long iteration, int attempt, int tries, String error) {
    static FailureJson of(OperationRow row) {
      return new FailureJson(
          Times.text(row.at()),
          row.caseId(),
          row.iteration(),
          row.attempt(),
          row.tries(),
          row.error());
    }
  }

  @Schema(name = "Result")
  record ResultJson(String output, boolean truncated) {}
}
