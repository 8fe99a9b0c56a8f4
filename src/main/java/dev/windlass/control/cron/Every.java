package dev.windlass.control.cron;

import dev.windlass.control.Times;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A fire whenever so much time has passed, for what no cron expression can say, such as every 7
 * minutes: {@code @every PT7M}, or {@code @every PT5H from 2027-01-01T09:15:00Z}. No wall clock has
 * a part in it.
 *
 * @param from one of the fires; the others are whole periods away from it, before and after
 */
record Every(Duration period, Instant from) {
  private static final String WORD = "@every";
  private static final Pattern TEXT = Pattern.compile("@every\\s+(\\S+)(?:\\s+from\\s+(\\S+))?");
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(366);

  static boolean is(String text) {
    return text.trim().startsWith(WORD);
  }

  /** Throws an IllegalArgumentException that says what is wrong with it. */
  static Every parse(String text) {
    Matcher parts = TEXT.matcher(text.trim());
    if (!parts.matches()) {
      throw new IllegalArgumentException("'@every' wants a duration, such as @every PT7M");
    }
    try {
      Instant from = parts.group(2) == null ? Instant.EPOCH : Times.parse(parts.group(2));
      return new Every(period(Duration.parse(parts.group(1))), from);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'@every' wants an ISO-8601 duration, and an instant in UTC after 'from': "
              + e.getMessage(),
          e);
    }
  }

  /** Later than the instant, in order, without end. */
  Stream<Instant> after(Instant instant) {
    long passed = Duration.between(from, instant).dividedBy(period);
    Instant near = from.plus(period.multipliedBy(passed - 1));
    return Stream.iterate(near, at -> at.plus(period)).dropWhile(at -> !at.isAfter(instant));
  }

  private static Duration period(Duration given) {
    if (given.compareTo(SHORTEST) < 0 || given.compareTo(LONGEST) > 0 || given.getNano() != 0) {
      throw new IllegalArgumentException(
          "'@every' wants whole seconds, at least one and at most 366 days of them");
    }
    return given;
  }
}
