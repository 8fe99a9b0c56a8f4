package dev.windlass.compat.voiceagent;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.job.JobHeader;
import dev.windlass.view.SubJobRow;
import java.time.Instant;
import java.util.List;

/** A batch job as the product's pages show it; times are milliseconds since 1970. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BatchJobJson(
    String id,
    Long startTime,
    Long stopTime,
    String status,
    int concurrentJobs,
    Double percentComplete,
    List<SubJob> subJobs) {
  static final int MOST_SUB_JOBS = 1000;

  record SubJob(String id, String status, long failures) {}

  static BatchJobJson of(JobHeader header, Status status, List<SubJobRow> subJobs) {
    return new BatchJobJson(
        Ids.text(header.id()),
        millis(header.startTime()),
        status.finished() ? millis(header.stopTime()) : null,
        status.word(),
        header.concurrentJobs(),
        header.percentComplete(),
        subJobs.stream()
            .map(
                row ->
                    new SubJob(
                        Ids.text(header.id().subJob(row.index())),
                        Status.of(row.status(), status).word(),
                        row.failures()))
            .toList());
  }

  static Long millis(Instant instant) {
    return instant == null ? null : Long.valueOf(instant.toEpochMilli());
  }
}
