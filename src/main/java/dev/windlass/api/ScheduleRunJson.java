package dev.windlass.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.api.BatchJobJson.ProgressJson;
import dev.windlass.control.ScheduleRun;
import dev.windlass.control.ScheduleRuns.Known;
import dev.windlass.control.Times;
import dev.windlass.job.JobHeader;
import dev.windlass.job.JobStatus;
import dev.windlass.wire.Json;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A run of a schedule, and how it went. */
@Schema(name = "ScheduleRun")
record ScheduleRunJson(
    @Schema(description = "The batch job's.") String id,
    String schedule,
    @Schema(description = "The instant that the schedule names, or when it was asked for.")
        String fireTime,
    @Schema(
            enumeration = {"time", "missed", "demand"},
            description = "Why it ran: its time had come, its time had gone, somebody asked.")
        String cause,
    String requestedBy,
    @Schema(
            description =
                "That of the batch job; skipped where none was created, accepted until one is.")
        String status,
    @Schema(description = "Why it was skipped, failed or is invalid.") String reason,
    String startTime,
    String stopTime,
    @JsonInclude(JsonInclude.Include.NON_NULL) ProgressJson progress,
    @Schema(description = "The address of its result file, once it has ended.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        String result) {
  static ScheduleRunJson of(Known known) {
    ScheduleRun run = known.run();
    JobHeader header = known.job() == null ? null : known.job().header();
    return new ScheduleRunJson(
        run.id().toString(),
        run.schedule(),
        Times.text(run.fireAt()),
        Json.word(run.cause()),
        run.requestedBy(),
        header != null ? header.status().label() : known.notRun() == null ? "accepted" : "skipped",
        header != null ? header.failureReason() : known.notRun(),
        header == null ? null : Times.text(header.startTime()),
        header == null ? null : Times.text(header.stopTime()),
        header == null ? null : ProgressJson.of(header),
        header == null ? null : result(header));
  }

  private static String result(JobHeader header) {
    boolean there = header.status().ended() && header.status() != JobStatus.DELETED;
    return there ? "/v1/batch-jobs/" + header.id() + "/result" : null;
  }
}
