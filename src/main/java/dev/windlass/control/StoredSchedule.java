package dev.windlass.control;

import java.time.Instant;

/**
 * A schedule as it is kept. Its version is its ETag.
 *
 * @param handledUntil every fire up to here was sent, or left out for a reason
 * @param nextFireAt null while it is paused, and when none will follow
 */
public record StoredSchedule(
    Schedule schedule,
    Instant createdAt,
    Instant updatedAt,
    Instant handledUntil,
    Instant nextFireAt) {
  public String etag() {
    return '"' + String.valueOf(schedule.version()) + '"';
  }
}
