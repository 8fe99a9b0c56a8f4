package dev.windlass.compat.openspecimen;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.compat.openspecimen.ScheduledJobJson.UserJson;
import dev.windlass.compat.openspecimen.ScheduledJobs.Known;
import dev.windlass.job.JobHeader;
import dev.windlass.view.BatchJobRow;
import java.time.Instant;

/** ScheduledJobRunDetail. Times are milliseconds since 1970. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RunJson(
    long id,
    long jobId,
    String jobName,
    Long startedAt,
    Long finishedAt,
    RunStatus status,
    String logFilePath,
    String message,
    UserJson runBy,
    String rtArgs) {

  /**
   * @param file the name of its result file; null where it has none
   */
  static RunJson of(Known known, BatchJobRow row, String file) {
    JobHeader header = row.header();
    RunStatus status = RunStatus.of(header).orElseThrow();
    return new RunJson(
        header.number(),
        known.id(),
        known.job().name(),
        ScheduledJobJson.millis(JobRuns.started(header)),
        ScheduledJobJson.millis(finished(status, row)),
        status,
        file,
        status.message(header),
        new UserJson(header.requestedBy()),
        row.arguments().get("args") instanceof String args ? args : null);
  }

  /** The last event is the end of one whose end is not told because it was reset. */
  private static Instant finished(RunStatus status, BatchJobRow row) {
    Instant end = row.header().stopTime() == null ? row.eventAt() : row.header().stopTime();
    return status == RunStatus.IN_PROGRESS ? null : end;
  }
}
