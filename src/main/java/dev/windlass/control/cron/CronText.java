package dev.windlass.control.cron;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.field.CronFieldName;
import com.cronutils.model.field.expression.Always;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A cron expression, on local time: five fields as in crontab, six with seconds before them, or a
 * word such as {@code @daily}. Where both the day of the month and the day of the week are given,
 * either of them is enough, as in crontab.
 */
final class CronText {
  private static final int WITH_SECONDS = 6;
  private static final int SUNDAY = 7;
  private static final CronDefinition FROM_MINUTES = grammar(false);
  private static final CronDefinition FROM_SECONDS = grammar(true);

  private final ExecutionTime times;
  private final boolean everyHour;

  private CronText(Cron cron) {
    this.times = ExecutionTime.forCron(cron);
    this.everyHour = cron.retrieve(CronFieldName.HOUR).getExpression() instanceof Always;
  }

  /** Throws an IllegalArgumentException that says what is wrong with it. */
  static CronText parse(String text) {
    String trimmed = text.trim();
    boolean seconds = trimmed.split("\\s+").length == WITH_SECONDS;
    String plain = trimmed.replace('?', '*');
    try {
      return new CronText(
          new CronParser(seconds ? FROM_SECONDS : FROM_MINUTES).parse(plain).validate());
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (RuntimeException e) {
      // Of 5# the library does not say what is wrong, but that an array ends.
      throw new IllegalArgumentException("'" + text + "' can't be read", e);
    }
  }

  boolean everyHour() {
    return everyHour;
  }

  /** The first time after this one, which may be years ahead; none where no year has it. */
  Optional<LocalDateTime> next(LocalDateTime after) {
    ZonedDateTime second = after.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneOffset.UTC);
    return times.nextExecution(second).map(ZonedDateTime::toLocalDateTime);
  }

  private static CronDefinition grammar(boolean seconds) {
    CronDefinitionBuilder fields = CronDefinitionBuilder.defineCron();
    if (seconds) {
      fields.withSeconds().withStrictRange().and();
    }
    return fields
        .withMinutes()
        .withStrictRange()
        .and()
        .withHours()
        .withStrictRange()
        .and()
        .withDayOfMonth()
        .supportsL()
        .supportsW()
        .supportsLW()
        .withStrictRange()
        .and()
        .withMonth()
        .withStrictRange()
        .and()
        .withDayOfWeek()
        .withValidRange(0, SUNDAY)
        .withMondayDoWValue(1)
        .withIntMapping(SUNDAY, 0)
        .supportsHash()
        .supportsL()
        .withStrictRange()
        .and()
        .withSupportedNicknameHourly()
        .withSupportedNicknameDaily()
        .withSupportedNicknameMidnight()
        .withSupportedNicknameWeekly()
        .withSupportedNicknameMonthly()
        .withSupportedNicknameYearly()
        .withSupportedNicknameAnnually()
        .instance();
  }
}
