package dev.windlass.control;

import java.time.Instant;
import java.time.ZoneId;

/**
 * When to run what. Its namespace is that of the definition that it runs.
 *
 * @param start nothing fires before; null: since it was stored
 * @param end nothing fires from here on; null: never
 * @param batchJob what each fire creates; its {@code onOverlap} is that of the schedule
 */
public record Schedule(
    String namespace,
    String name,
    int version,
    String description,
    String cron,
    ZoneId timeZone,
    OnMisfire onMisfire,
    Instant start,
    Instant end,
    boolean paused,
    NewBatchJob batchJob) {
  /** What becomes of fires that nobody sent in time, because no scheduler ran. */
  public enum OnMisfire {
    SKIP,
    FIRE_ONCE,
    FIRE_ALL
  }

  public Schedule {
    onMisfire = onMisfire == null ? OnMisfire.FIRE_ONCE : onMisfire;
  }

  public String reference() {
    return namespace + "/" + name;
  }

  Schedule atVersion(int other) {
    return new Schedule(
        namespace,
        name,
        other,
        description,
        cron,
        timeZone,
        onMisfire,
        start,
        end,
        paused,
        batchJob);
  }
}
