package dev.windlass.control;

import dev.windlass.control.Refusal.FieldError;
import dev.windlass.control.cron.Timetable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a schedule must be, apart from what it runs. */
final class ScheduleRules {
  private static final int LONGEST_CRON = 200;

  private ScheduleRules() {}

  static void check(Schedule schedule) {
    List<FieldError> errors = new ArrayList<>();
    DefinitionRules.name(errors, "name", schedule.name());
    DefinitionRules.description(errors, schedule.description());
    cron(errors, schedule);
    if (schedule.start() != null
        && schedule.end() != null
        && !schedule.end().isAfter(schedule.start())) {
      errors.add(new FieldError("end", schedule.end().toString(), "must be after 'start'"));
    }
    if (!errors.isEmpty()) {
      throw Refusal.invalid(errors);
    }
  }

  private static void cron(List<FieldError> errors, Schedule schedule) {
    String cron = schedule.cron();
    if (cron.length() > LONGEST_CRON) {
      String rule = "must have at most " + LONGEST_CRON + " characters";
      errors.add(new FieldError("cron", cron.length(), rule));
      return;
    }
    try {
      if (Timetable.of(cron, schedule.timeZone()).next(Instant.EPOCH).isEmpty()) {
        errors.add(new FieldError("cron", cron, "must fire some day: no year has such a day"));
      }
    } catch (IllegalArgumentException e) {
      String rule =
          "must be five fields (minute, hour, day of month, month, day of week),"
              + " six with seconds before them, a word such as @daily, or @every PT7M: ";
      errors.add(new FieldError("cron", cron, rule + e.getMessage()));
    }
  }
}
