package dev.windlass.control;

import dev.windlass.job.JobId;
import java.time.Instant;

/**
 * A fire of a schedule, or a run of it that somebody asked for.
 *
 * @param id the batch job's; where there is none, the id that it would have had
 * @param reason why no batch job was asked for; null where one was
 */
public record ScheduleRun(
    JobId id,
    String namespace,
    String schedule,
    Instant fireAt,
    Cause cause,
    String requestedBy,
    String reason) {
  /** Why it ran. */
  public enum Cause {
    /** Its time had come. */
    TIME,
    /** Its time had gone, because no scheduler ran. */
    MISSED,
    /** Somebody asked for it. */
    DEMAND
  }
}
