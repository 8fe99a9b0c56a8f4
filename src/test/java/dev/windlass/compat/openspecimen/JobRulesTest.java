package dev.windlass.compat.openspecimen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.windlass.control.cron.Timetable;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a job must be, and when it runs: rules of values, without servers. */
class JobRulesTest {
  private static final ZoneId UTC = ZoneId.of("UTC");

  /** A Saturday. */
  private static final Instant NOW = Instant.parse("2026-02-21T10:20:30.250Z");

  // --- validation

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'name': null | NAME_REQUIRED",
        "'name': '  ' | NAME_REQUIRED",
        "'type': null | INVALID_TYPE",
        "'type': 'OTHER' | INVALID_TYPE",
        "'type': 'EXTERNAL', 'command': 'ls' | EXT_TASK_FORBIDDEN",
        "'type': 'EXTERNAL' | EXT_TASK_FORBIDDEN",
        "'taskImplFqn': null | TASK_IMPL_FQN_REQUIRED",
        "'type': 'QUERY' | QUERY_REQ",
        "'type': 'QUERY', 'savedQuery': {} | QUERY_REQ",
        "'repeatSchedule': null | REPEAT_SCHEDULE_REQUIRED",
        "'repeatSchedule': 'YEARLY' | INVALID_REPEAT_SCHEDULE",
        "'scheduledMinute': -1 | INVALID_SCHEDULED_TIME",
        "'scheduledMinute': 60 | INVALID_SCHEDULED_TIME",
        "'scheduledMinute': null | INVALID_SCHEDULED_TIME",
        "'scheduledHour': -1 | INVALID_SCHEDULED_TIME",
        "'scheduledHour': 24 | INVALID_SCHEDULED_TIME",
        "'scheduledHour': null | INVALID_SCHEDULED_TIME",
        "'repeatSchedule': 'WEEKLY' | INVALID_SCHEDULED_TIME",
        "'repeatSchedule': 'WEEKLY', 'scheduledDayOfWeek': 'FUNDAY' | INVALID_SCHEDULED_TIME",
        "'repeatSchedule': 'WEEKLY', 'scheduledDayOfWeek': 8 | INVALID_SCHEDULED_TIME",
        "'repeatSchedule': 'MONTHLY' | INVALID_SCHEDULED_TIME",
        "'repeatSchedule': 'MONTHLY', 'scheduledDayOfMonth': 0 | INVALID_SCHEDULED_TIME",
        "'repeatSchedule': 'MONTHLY', 'scheduledDayOfMonth': 32 | INVALID_SCHEDULED_TIME",
        "'repeatSchedule': 'HOURLY', 'hourlyInterval': 0 | INVALID_SCHEDULED_TIME",
        "'repeatSchedule': 'MINUTELY', 'minutelyInterval': -1 | INVALID_SCHEDULED_TIME",
        "'startDate': 2000, 'endDate': 1999 | END_DATE_BEFORE_START_DATE",
        "'recipients': [ { 'firstName': 'Ann' } ] | INVALID_RECIPIENT"
      })
  void whatBreaksARuleIsRefusedWithTheProductsCode(String members, String code) {
    assertThat(refused(members))
        .extracting(ErrorJson::code)
        .containsExactly("SCHEDULED_JOB_" + code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'scheduledHour': 'noon'",
        "'scheduledHour': 2.5",
        "'rtArgsProvided': 'maybe'",
        "'startDate': 'yesterday'",
        "'startDate': 253402300800000",
        "'startDate': {}",
        "'recipients': 'ann'",
        "'recipients': [ 'ann' ]",
        "'runAs': 'ann'",
        "'name': {}",
        "'activityStatus': 'Closed'"
      })
  void aWrongTypeIsAnInvalidRequest(String members) {
    assertThat(refused(members)).extracting(ErrorJson::code).containsExactly("INVALID_REQUEST");
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() {
    assertThat(refused("'name': null, 'type': null, 'scheduledHour': 24"))
        .extracting(ErrorJson::code)
        .containsExactlyInAnyOrder(
            "SCHEDULED_JOB_NAME_REQUIRED",
            "SCHEDULED_JOB_INVALID_TYPE",
            "SCHEDULED_JOB_INVALID_SCHEDULED_TIME");
  }

  @Test
  void aNameHasAtMost255Characters() {
    assertThat(job("'name': '" + "n".repeat(255) + "'").name()).hasSize(255);
    assertThat(refused("'name': '" + "n".repeat(256) + "'"))
        .extracting(ErrorJson::code)
        .containsExactly("INVALID_REQUEST");
  }

  @Test
  void whatIsNotSaidHasItsDefault() {
    ScheduledJob job = job("'repeatSchedule': 'HOURLY'");
    assertThat(job.startDate()).isEqualTo(NOW);
    assertThat(job.endDate()).isNull();
    assertThat(job.disabled()).isFalse();
    assertThat(job.hourlyInterval()).isEqualTo(1);
    assertThat(job("'repeatSchedule': 'MINUTELY'").minutelyInterval()).isEqualTo(1);
    assertThat(job("'repeatSchedule': 'MINUTELY', 'minutelyInterval': 0").minutelyInterval())
        .isEqualTo(1);
  }

  @Test
  void theMinuteIs0WhereItHasNoMeaning() {
    assertThat(job("'repeatSchedule': 'MINUTELY', 'scheduledMinute': 77").scheduledMinute())
        .isZero();
    assertThat(job("'repeatSchedule': 'ONDEMAND', 'scheduledMinute': 77").scheduledMinute())
        .isZero();
  }

  @Test
  void theHourHasNoMeaningForMinutelyHourlyAndOnDemand() {
    for (String repeat : List.of("MINUTELY", "HOURLY", "ONDEMAND")) {
      String members = "'repeatSchedule': '" + repeat + "', 'scheduledHour': 99";
      assertThat(job(members).scheduledHour()).isNull();
    }
  }

  @Test
  void theEndMayBeTheStart() {
    ScheduledJob job = job("'startDate': 2000, 'endDate': 2000");
    assertThat(job.endDate()).isEqualTo(Instant.ofEpochMilli(2000));
    assertThat(job.active(Instant.ofEpochMilli(2000))).isFalse();
  }

  @Test
  void datesAreMillisecondsOrText() {
    assertThat(job("'startDate': 1645424100000").startDate())
        .isEqualTo(Instant.parse("2022-02-21T06:15:00Z"));
    assertThat(job("'startDate': '20220221T061500'").startDate())
        .isEqualTo(Instant.parse("2022-02-21T06:15:00Z"));
  }

  @Test
  void aJobIsActiveFromItsStartToItsEndUnlessItIsDisabled() {
    String between = "'startDate': '20260201', 'endDate': '20260301'";
    ScheduledJob job = job(between);
    assertThat(job.active(Instant.parse("2026-01-31T23:59:59Z"))).isFalse();
    assertThat(job.active(Instant.parse("2026-02-01T00:00:00Z"))).isTrue();
    assertThat(job.active(Instant.parse("2026-02-28T23:59:59Z"))).isTrue();
    assertThat(job.active(Instant.parse("2026-03-01T00:00:00Z"))).isFalse();
    assertThat(job(between + ", 'activityStatus': 'Disabled'").active(NOW)).isFalse();
  }

  @Test
  void aDayOfTheWeekIsANameOrANumberWhereSundayIs1() {
    for (Map.Entry<String, DayOfWeek> day :
        Map.of(
                "'SUNDAY'", DayOfWeek.SUNDAY,
                "'saturday'", DayOfWeek.SATURDAY,
                "1", DayOfWeek.SUNDAY,
                "2", DayOfWeek.MONDAY,
                "7", DayOfWeek.SATURDAY)
            .entrySet()) {
      String members = "'repeatSchedule': 'WEEKLY', 'scheduledDayOfWeek': " + day.getKey();
      assertThat(job(members).scheduledDayOfWeek()).as(members).isEqualTo(day.getValue());
    }
  }

  @Test
  void membersThatNobodyAsksForAreIgnored() {
    assertThat(job("'id': 9, 'nextRunOn': 1, 'isActiveJob': true, 'more': {}").name())
        .isEqualTo("nightly");
  }

  // --- when it runs

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'repeatSchedule': 'DAILY' | 30 2 * * *",
        "'repeatSchedule': 'WEEKLY', 'scheduledDayOfWeek': 'SUNDAY' | 30 2 * * SUN",
        "'repeatSchedule': 'MONTHLY', 'scheduledDayOfMonth': 31 | 30 2 31 * *",
        "'repeatSchedule': 'HOURLY' | 30 * * * *",
        "'repeatSchedule': 'HOURLY', 'hourlyInterval': 5 | @every PT5H from 2026-02-21T10:30:00Z",
        "'repeatSchedule': 'HOURLY', 'hourlyInterval': 5, 'scheduledMinute': 10"
            + " | @every PT5H from 2026-02-21T11:10:00Z",
        "'repeatSchedule': 'MINUTELY', 'minutelyInterval': 7"
            + " | @every PT7M from 2026-02-21T10:20:30.250Z",
        "'repeatSchedule': 'ONDEMAND' | ",
      })
  void aRecurrenceBecomesTheExpressionOfASchedule(String members, String expression) {
    assertThat(Recurrence.expression(job(members), UTC)).isEqualTo(expression);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'repeatSchedule': 'MINUTELY', 'minutelyInterval': 7 | 2026-02-21T10:27:30.250Z",
        "'repeatSchedule': 'MINUTELY' | 2026-02-21T10:21:30.250Z",
        "'repeatSchedule': 'HOURLY' | 2026-02-21T10:30:00Z",
        "'repeatSchedule': 'HOURLY', 'scheduledMinute': 10 | 2026-02-21T11:10:00Z",
        "'repeatSchedule': 'HOURLY', 'hourlyInterval': 3 | 2026-02-21T10:30:00Z",
        "'repeatSchedule': 'DAILY' | 2026-02-22T02:30:00Z",
        "'repeatSchedule': 'DAILY', 'scheduledHour': 23 | 2026-02-21T23:30:00Z",
        "'repeatSchedule': 'WEEKLY', 'scheduledDayOfWeek': 'MONDAY' | 2026-02-23T02:30:00Z",
        "'repeatSchedule': 'WEEKLY', 'scheduledDayOfWeek': 'SATURDAY' | 2026-02-28T02:30:00Z",
        "'repeatSchedule': 'MONTHLY', 'scheduledDayOfMonth': 1 | 2026-03-01T02:30:00Z",
        "'repeatSchedule': 'MONTHLY', 'scheduledDayOfMonth': 30 | 2026-03-30T02:30:00Z"
      })
  void theNextRunIsTheNextInstantThatFits(String members, Instant next) {
    String expression = Recurrence.expression(job(members), UTC);
    assertThat(Timetable.of(expression, UTC).next(NOW)).contains(next);
  }

  // --- arguments and names

  @Test
  void theWordsOfArgsAreArgumentsOfTheBatchJob() {
    assertThat(Tasks.arguments("  one  two "))
        .isEqualTo(Map.of("args", "one  two", "arg1", "one", "arg2", "two"));
    assertThat(Tasks.arguments("")).isEmpty();
    assertThat(Tasks.arguments(null)).isEmpty();
  }

  @Test
  void aResultFileIsCalledAfterItsQueryOrItsJob() {
    ScheduledJob query = job("'type': 'QUERY', 'savedQuery': { 'id': 42 }");
    assertThat(FileName.of(new ScheduledJobs.Known(1, query), 7))
        .isEqualTo("scheduled_query_42_7.csv");
    ScheduledJob odd = job("'name': 'a/b\\\\\\\"c é.d'");
    assertThat(FileName.of(new ScheduledJobs.Known(1, odd), 7)).isEqualTo("a_b__c _.d_7.csv");
  }

  /** A nightly job with other members; single quotes stand for double ones. */
  private static ScheduledJob job(String members) {
    return JobRules.read(JobBody.read(body(members), 10_000), new DateText(UTC), "ana", NOW);
  }

  private static ByteArrayInputStream body(String members) {
    StringBuilder all = new StringBuilder("{").append(members.replace('\'', '"'));
    Map.of(
            "name", "\"nightly\"",
            "type", "\"INTERNAL\"",
            "taskImplFqn", "\"purge\"",
            "repeatSchedule", "\"DAILY\"",
            "scheduledHour", "2",
            "scheduledMinute", "30")
        .forEach(
            (name, value) -> {
              if (!members.contains("'" + name + "':")) {
                all.append(", \"").append(name).append("\": ").append(value);
              }
            });
    return new ByteArrayInputStream(all.append("}").toString().getBytes(StandardCharsets.UTF_8));
  }

  private static List<ErrorJson> refused(String members) {
    return catchThrowableOfType(UserError.class, () -> job(members)).errors();
  }
}
