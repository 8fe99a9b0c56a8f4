package dev.windlass.compat.guidewire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.windlass.control.Times;
import dev.windlass.job.JobHeader;
import java.time.Instant;

/** The latest execution of a type, with the members that its phase has. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder(alphabetic = true)
record StatusJson(
    String dateCompleted,
    String dateCreated,
    Long failedOps,
    String failureReason,
    Long opsCompleted,
    Long opsExpected,
    String progress,
    String serverId,
    String startDate,
    String type) {
  private static final String STOPPED = "The batch process was stopped";

  static StatusJson neverRun(String type) {
    return new StatusJson(
        null,
        null,
        null,
        "This batch process type has never run",
        null,
        null,
        null,
        null,
        null,
        type);
  }

  /** {@code changedAt}: the end of one whose end is not told because it was reset. */
  static StatusJson of(Phase phase, JobHeader header, Instant changedAt, String serverId) {
    boolean ended = phase == Phase.COMPLETED || phase == Phase.GAVE_UP;
    boolean begun = ended || phase == Phase.RUNNING;
    Instant end = header.stopTime() == null ? changedAt : header.stopTime();
    Instant start = header.startTime() == null && ended ? end : header.startTime();
    String reason = header.failureReason() == null ? STOPPED : header.failureReason();
    return new StatusJson(
        ended ? Times.text(end) : null,
        Times.text(header.createdTime()),
        header.operationsFailed(),
        phase == Phase.GAVE_UP ? reason : null,
        header.operationsSuccessful(),
        phase == Phase.RUNNING ? expected(header) : null,
        phase == Phase.RUNNING ? progress(header) : null,
        serverId,
        begun ? Times.text(start) : null,
        header.definition());
  }

  private static Long expected(JobHeader header) {
    return header.operationsExpected() < 0 ? null : Long.valueOf(header.operationsExpected());
  }

  private static String progress(JobHeader header) {
    return expected(header) == null
        ? null
        : header.operationsDone() + " out of " + header.operationsExpected();
  }
}
