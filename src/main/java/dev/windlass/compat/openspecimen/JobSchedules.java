package dev.windlass.compat.openspecimen;

import dev.windlass.control.DefinitionKey;
import dev.windlass.control.IfMatch;
import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import dev.windlass.control.Schedule;
import dev.windlass.control.Schedule.OnMisfire;
import dev.windlass.control.Schedules;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** The native schedule that fires a scheduled job. One that runs on demand only has none. */
@ApplicationScoped
class JobSchedules {
  private static final String NAME = "scheduled-job-";

  private final Schedules schedules;
  private final Tasks tasks;
  private final OpenSpecimenConfig config;

  JobSchedules(Schedules schedules, Tasks tasks, OpenSpecimenConfig config) {
    this.schedules = schedules;
    this.tasks = tasks;
    this.config = config;
  }

  void put(long id, ScheduledJob job, DefinitionKey key) {
    String expression = Recurrence.expression(job, config.timeZone());
    if (expression == null || neverActive(job)) {
      delete(id, key);
      return;
    }
    schedules.put(
        new Schedule(
            key.namespace(),
            NAME + id,
            0,
            "scheduled job " + job.name(),
            expression,
            config.timeZone(),
            OnMisfire.SKIP,
            job.startDate(),
            job.endDate(),
            job.disabled(),
            tasks.batchJob(id, job, key, null)),
        IfMatch.ANY);
  }

  /** Nothing happens where there is none. */
  void delete(long id, DefinitionKey key) {
    try {
      schedules.delete(key.namespace(), NAME + id, IfMatch.ANY);
    } catch (Refusal e) {
      if (e.code() != ProblemCode.UNKNOWN_SCHEDULE) {
        throw e;
      }
    }
  }

  /** Null where none will follow. */
  Instant next(long id, ScheduledJob job, DefinitionKey key) {
    if (key == null || Recurrence.expression(job, config.timeZone()) == null) {
      return null;
    }
    try {
      return schedules.get(key.namespace(), NAME + id).nextFireAt();
    } catch (Refusal e) {
      if (e.code() != ProblemCode.UNKNOWN_SCHEDULE) {
        throw e;
      }
      return null;
    }
  }

  private static boolean neverActive(ScheduledJob job) {
    return job.endDate() != null && !job.endDate().isAfter(job.startDate());
  }
}
