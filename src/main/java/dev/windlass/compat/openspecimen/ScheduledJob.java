package dev.windlass.compat.openspecimen;

import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A scheduled job as its document keeps it. Of the members that say when it runs, those that its
 * {@code repeatSchedule} does not use are null.
 *
 * @param savedQuery the id of a QUERY job's query
 * @param recipients kept and shown; nothing is sent to them
 * @param deleted its runs can still be read, and nothing else
 */
record ScheduledJob(
    String name,
    String createdBy,
    Type type,
    String taskImplFqn,
    String savedQuery,
    String fixedArgs,
    Repeat repeatSchedule,
    Integer scheduledMinute,
    Integer scheduledHour,
    DayOfWeek scheduledDayOfWeek,
    Integer scheduledDayOfMonth,
    Integer hourlyInterval,
    Integer minutelyInterval,
    Instant startDate,
    Instant endDate,
    boolean disabled,
    Map<String, Object> runAs,
    List<Map<String, Object>> recipients,
    List<Map<String, Object>> sharedWith,
    boolean rtArgsProvided,
    String rtArgsHelpText,
    boolean deleted) {
  enum Type {
    INTERNAL,
    QUERY
  }

  enum Repeat {
    MINUTELY,
    HOURLY,
    DAILY,
    WEEKLY,
    MONTHLY,
    ONDEMAND;

    boolean atMinute() {
      return this != MINUTELY && this != ONDEMAND;
    }

    boolean atHour() {
      return this == DAILY || this == WEEKLY || this == MONTHLY;
    }
  }

  ScheduledJob {
    recipients = recipients == null ? List.of() : List.copyOf(recipients);
    sharedWith = sharedWith == null ? List.of() : List.copyOf(sharedWith);
  }

  /** Where it is not, a run that is asked for does not happen, and nobody is told. */
  boolean active(Instant now) {
    return !disabled && !now.isBefore(startDate) && (endDate == null || now.isBefore(endDate));
  }

  /** Its name is free again. */
  ScheduledJob asDeleted(Instant now) {
    return new ScheduledJob(
        name + "_" + now.toEpochMilli(),
        createdBy,
        type,
        taskImplFqn,
        savedQuery,
        fixedArgs,
        repeatSchedule,
        scheduledMinute,
        scheduledHour,
        scheduledDayOfWeek,
        scheduledDayOfMonth,
        hourlyInterval,
        minutelyInterval,
        startDate,
        endDate,
        true,
        runAs,
        recipients,
        sharedWith,
        rtArgsProvided,
        rtArgsHelpText,
        true);
  }
}
