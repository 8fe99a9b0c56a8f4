package dev.windlass.compat.openspecimen;

import dev.windlass.compat.openspecimen.ScheduledJob.Repeat;
import dev.windlass.compat.openspecimen.ScheduledJob.Type;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A scheduled job out of a body, with all that is wrong with it. */
final class JobRules {
  private static final int LONGEST_TEXT = 255;
  private static final int MOST_HOURS = 366 * 24;
  private static final int MOST_MINUTES = MOST_HOURS * 60;
  private static final String EXTERNAL = "EXTERNAL";
  private static final String DISABLED = "Disabled";
  private static final List<String> ACTIVITY_STATUSES = List.of("Active", DISABLED);
  private static final List<String> CONTACTS = List.of("id", "loginName", "emailAddress");

  private final JobBody body;
  private final DateText dates;
  private final List<ErrorJson> errors = new ArrayList<>();

  private JobRules(JobBody body, DateText dates) {
    this.body = body;
    this.dates = dates;
  }

  static ScheduledJob read(JobBody body, DateText dates, String createdBy, Instant now) {
    JobRules rules = new JobRules(body, dates);
    ScheduledJob job = rules.job(createdBy, now);
    if (!rules.errors.isEmpty()) {
      throw new UserError(rules.errors);
    }
    return job;
  }

  private ScheduledJob job(String createdBy, Instant now) {
    Type type = type();
    Repeat repeat = repeat();
    Instant given = body.date("startDate", dates);
    Instant start = given == null ? now : given;
    return new ScheduledJob(
        name(),
        createdBy,
        type,
        type == Type.INTERNAL ? task() : null,
        type == Type.QUERY ? query() : null,
        body.text("fixedArgs"),
        repeat,
        repeat == null ? null : minute(repeat),
        time(repeat != null && repeat.atHour(), "scheduledHour", 0, 23),
        repeat == Repeat.WEEKLY ? day() : null,
        time(repeat == Repeat.MONTHLY, "scheduledDayOfMonth", 1, 31),
        interval(repeat == Repeat.HOURLY, "hourlyInterval", 1, MOST_HOURS),
        interval(repeat == Repeat.MINUTELY, "minutelyInterval", 0, MOST_MINUTES),
        start,
        end(start),
        disabled(),
        body.object("runAs"),
        recipients(),
        body.objects("sharedWith"),
        body.bool("rtArgsProvided"),
        body.text("rtArgsHelpText"),
        false);
  }

  private String name() {
    String name = body.text("name");
    if (name == null || name.isBlank()) {
      return wrong(ErrorCode.NAME_REQUIRED, "a scheduled job needs a name");
    }
    if (name.strip().length() > LONGEST_TEXT) {
      errors.add(ErrorJson.invalid("'name' must have at most " + LONGEST_TEXT + " characters"));
    }
    return name.strip();
  }

  private Type type() {
    String type = body.text("type");
    if (EXTERNAL.equals(type)) {
      return wrong(ErrorCode.EXT_TASK_FORBIDDEN, "jobs that run a command are not allowed here");
    }
    return constant(Type.values(), type)
        .orElseGet(
            () ->
                wrong(
                    ErrorCode.INVALID_TYPE,
                    "'type' must be INTERNAL or QUERY, found " + shown(type)));
  }

  private String task() {
    String task = body.text("taskImplFqn");
    return task == null || task.isBlank()
        ? wrong(
            ErrorCode.TASK_IMPL_FQN_REQUIRED,
            "an INTERNAL job needs 'taskImplFqn', the definition that it runs")
        : task.strip();
  }

  private String query() {
    Map<String, Object> query = body.object("savedQuery");
    return query == null || query.get("id") == null
        ? wrong(ErrorCode.QUERY_REQ, "a QUERY job needs 'savedQuery' with its id")
        : query.get("id").toString();
  }

  private Repeat repeat() {
    String repeat = body.text("repeatSchedule");
    if (repeat == null || repeat.isBlank()) {
      return wrong(
          ErrorCode.REPEAT_SCHEDULE_REQUIRED,
          "'repeatSchedule' must be one of " + Arrays.toString(Repeat.values()));
    }
    return constant(Repeat.values(), repeat)
        .orElseGet(
            () ->
                wrong(
                    ErrorCode.INVALID_REPEAT_SCHEDULE,
                    "'repeatSchedule' must be one of "
                        + Arrays.toString(Repeat.values())
                        + ", found "
                        + shown(repeat)));
  }

  private Integer minute(Repeat repeat) {
    return repeat.atMinute() ? time(true, "scheduledMinute", 0, 59) : Integer.valueOf(0);
  }

  /** Null where it has no meaning; required where it has one. */
  private Integer time(boolean used, String name, int least, int most) {
    if (!used) {
      return null;
    }
    Integer value = body.integer(name);
    return value == null || value < least || value > most
        ? wrong(ErrorCode.INVALID_SCHEDULED_TIME, range(name, least, most, value))
        : value;
  }

  /** One where nothing is said, or 0. */
  private Integer interval(boolean used, String name, int least, int most) {
    if (!used) {
      return null;
    }
    Integer value = body.integer(name);
    if (value != null && (value < least || value > most)) {
      return wrong(ErrorCode.INVALID_SCHEDULED_TIME, range(name, least, most, value));
    }
    return value == null || value == 0 ? Integer.valueOf(1) : value;
  }

  /** By its name, or its number, where Sunday is 1. */
  private DayOfWeek day() {
    String day = body.text("scheduledDayOfWeek");
    for (DayOfWeek each : DayOfWeek.values()) {
      String number = String.valueOf(number(each));
      if (day != null && (each.name().equalsIgnoreCase(day.strip()) || number.equals(day))) {
        return each;
      }
    }
    return wrong(
        ErrorCode.INVALID_SCHEDULED_TIME,
        "'scheduledDayOfWeek' must be SUNDAY to SATURDAY, or 1 to 7, found " + shown(day));
  }

  private static int number(DayOfWeek day) {
    return day.getValue() % 7 + 1;
  }

  private Instant end(Instant start) {
    Instant end = body.date("endDate", dates);
    return end != null && end.isBefore(start)
        ? wrong(ErrorCode.END_DATE_BEFORE_START_DATE, "'endDate' is before 'startDate'")
        : end;
  }

  private boolean disabled() {
    String status = body.text("activityStatus");
    if (status != null && !ACTIVITY_STATUSES.contains(status)) {
      errors.add(
          ErrorJson.invalid(
              "'activityStatus' must be one of " + ACTIVITY_STATUSES + ", found " + shown(status)));
    }
    return DISABLED.equals(status);
  }

  private List<Map<String, Object>> recipients() {
    List<Map<String, Object>> recipients = body.objects("recipients");
    if (!recipients.stream().allMatch(r -> CONTACTS.stream().anyMatch(c -> r.get(c) != null))) {
      errors.add(
          ErrorJson.of(ErrorCode.INVALID_RECIPIENT, "each recipient must have one of " + CONTACTS));
    }
    return recipients;
  }

  private static <E extends Enum<E>> Optional<E> constant(E[] all, String name) {
    return Arrays.stream(all).filter(e -> e.name().equals(name)).findFirst();
  }

  private <T> T wrong(ErrorCode code, String message) {
    errors.add(ErrorJson.of(code, message));
    return null;
  }

  private static String range(String name, int least, int most, Integer found) {
    return "'%s' must be %d to %d, found %s"
        .formatted(name, least, most, found == null ? "nothing" : found);
  }

  private static String shown(String value) {
    return value == null ? "nothing" : "'" + value + "'";
  }
}
