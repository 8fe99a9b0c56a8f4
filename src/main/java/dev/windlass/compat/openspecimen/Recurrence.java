package dev.windlass.compat.openspecimen;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** When a scheduled job runs, as an expression of a native schedule. */
final class Recurrence {
  private Recurrence() {}

  /** Null where it runs on demand only. */
  static String expression(ScheduledJob job, ZoneId zone) {
    Integer minute = job.scheduledMinute();
    Integer hour = job.scheduledHour();
    return switch (job.repeatSchedule()) {
      case MINUTELY -> every(Duration.ofMinutes(job.minutelyInterval()), job.startDate());
      case HOURLY -> hourly(job, zone);
      case DAILY -> "%d %d * * *".formatted(minute, hour);
      case WEEKLY -> "%d %d * * %s".formatted(minute, hour, word(job.scheduledDayOfWeek()));
      case MONTHLY -> "%d %d %d * *".formatted(minute, hour, job.scheduledDayOfMonth());
      case ONDEMAND -> null;
    };
  }

  /**
   * Cron has hours of a day, not every so many hours: those count from the first time that fits.
   */
  private static String hourly(ScheduledJob job, ZoneId zone) {
    if (job.hourlyInterval() == 1) {
      return "%d * * * *".formatted(job.scheduledMinute());
    }
    ZonedDateTime start = job.startDate().atZone(zone);
    ZonedDateTime first = start.truncatedTo(ChronoUnit.HOURS).plusMinutes(job.scheduledMinute());
    ZonedDateTime from = first.isBefore(start) ? first.plusHours(1) : first;
    return every(Duration.ofHours(job.hourlyInterval()), from.toInstant());
  }

  private static String every(Duration interval, Instant from) {
    return "@every %s from %s".formatted(interval, from);
  }

  private static String word(DayOfWeek day) {
    return day.name().substring(0, 3);
  }
}
