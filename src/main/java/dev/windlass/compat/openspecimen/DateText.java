package dev.windlass.compat.openspecimen;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** Dates as clients write them; those that name no zone are in the one that is configured. */
record DateText(ZoneId zone) {
  private static final String FORMS =
      "must be yyyyMMdd, yyyyMMdd'T'HHmmss, 'yyyy-MM-dd HH:mm' or an ISO instant such as"
          + " 2022-02-21T06:15:00.000Z";
  private static final Pattern DATE = Pattern.compile("\\d{8}");
  private static final Pattern COMPACT = Pattern.compile("\\d{8}T\\d{6}");
  private static final Pattern MINUTES = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d");
  private static final DateTimeFormatter DATE_FORM = form("uuuuMMdd");
  private static final DateTimeFormatter COMPACT_FORM = form("uuuuMMdd'T'HHmmss");
  private static final DateTimeFormatter MINUTES_FORM = form("uuuu-MM-dd HH:mm");

  /** Null for what is not given. A date alone is its beginning. */
  Instant parse(String name, String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return instant(text.strip()).truncatedTo(ChronoUnit.MILLIS);
    } catch (DateTimeException e) {
      throw UserError.invalid("'%s' %s, found '%s'".formatted(name, FORMS, text));
    }
  }

  private Instant instant(String text) {
    if (DATE.matcher(text).matches()) {
      return LocalDate.parse(text, DATE_FORM).atStartOfDay(zone).toInstant();
    }
    if (COMPACT.matcher(text).matches()) {
      return LocalDateTime.parse(text, COMPACT_FORM).atZone(zone).toInstant();
    }
    return MINUTES.matcher(text).matches()
        ? LocalDateTime.parse(text, MINUTES_FORM).atZone(zone).toInstant()
        : offset(text);
  }

  private static Instant offset(String text) {
    return OffsetDateTime.parse(text.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2")).toInstant();
  }

  private static DateTimeFormatter form(String pattern) {
    return DateTimeFormatter.ofPattern(pattern).withResolverStyle(ResolverStyle.STRICT);
  }
}
