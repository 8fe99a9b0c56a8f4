package dev.windlass.compat.openspecimen;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.windlass.compat.openspecimen.ScheduledJobs.Known;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** ScheduledJobDetail. Times are milliseconds since 1970. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ScheduledJobJson(
    long id,
    String name,
    UserJson createdBy,
    Long startDate,
    Long endDate,
    Integer scheduledHour,
    Integer scheduledMinute,
    DayOfWeek scheduledDayOfWeek,
    Integer scheduledDayOfMonth,
    Integer hourlyInterval,
    Integer minutelyInterval,
    Long nextRunOn,
    String activityStatus,
    String repeatSchedule,
    String type,
    String taskImplFqn,
    String fixedArgs,
    Map<String, Object> savedQuery,
    Map<String, Object> runAs,
    List<Map<String, Object>> recipients,
    List<Map<String, Object>> sharedWith,
    @JsonProperty("isActiveJob") boolean activeJob,
    Long lastRunOn,
    boolean rtArgsProvided,
    String rtArgsHelpText) {
  /** A user; there is no login yet, so that a name is all that is known. */
  record UserJson(String loginName) {}

  static ScheduledJobJson of(Known known, Instant next, Instant last, Instant now) {
    ScheduledJob job = known.job();
    boolean onDemand = job.repeatSchedule() == ScheduledJob.Repeat.ONDEMAND;
    return new ScheduledJobJson(
        known.id(),
        job.name(),
        new UserJson(job.createdBy()),
        millis(job.startDate()),
        millis(job.endDate()),
        job.scheduledHour(),
        onDemand ? null : job.scheduledMinute(),
        job.scheduledDayOfWeek(),
        job.scheduledDayOfMonth(),
        job.hourlyInterval(),
        job.minutelyInterval(),
        millis(next),
        job.disabled() ? "Disabled" : "Active",
        job.repeatSchedule().name(),
        job.type().name(),
        job.taskImplFqn(),
        job.fixedArgs(),
        job.savedQuery() == null ? null : Map.of("id", number(job.savedQuery())),
        job.runAs(),
        job.recipients(),
        job.sharedWith(),
        job.active(now),
        millis(last),
        job.rtArgsProvided(),
        job.rtArgsHelpText());
  }

  static Long millis(Instant instant) {
    return instant == null ? null : Long.valueOf(instant.toEpochMilli());
  }

  private static Object number(String id) {
    return id.matches("\\d{1,18}") ? Long.valueOf(id) : id;
  }
}
