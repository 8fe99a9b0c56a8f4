package dev.windlass.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * Times as people read them: how long ago, or the instant itself.
 *
 * @param utc instants, as the API writes them
 */
public record Ages(Instant now, boolean utc) {
  public static final String NONE = "-";

  /** The age of an instant of the API; {@code in 5m} where it is to come. */
  public String of(JsonNode time) {
    Instant instant = instant(time);
    if (instant == null) {
      return NONE;
    }
    Duration age = Duration.between(instant, now);
    return utc ? time.asText() : age.isNegative() ? "in " + text(age.negated()) : text(age);
  }

  /** In a sentence: {@code 5m ago}, {@code in 5m}, or {@code at ...}. */
  public String said(JsonNode time) {
    String age = of(time);
    if (age.equals(NONE) || age.startsWith("in ")) {
      return age;
    }
    return utc ? "at " + age : age + " ago";
  }

  /** From one instant to the other, or to now where there is no other. */
  public String between(JsonNode from, JsonNode to) {
    Instant begin = instant(from);
    Instant end = instant(to);
    return begin == null ? NONE : text(Duration.between(begin, end == null ? now : end));
  }

  /** The two largest units that say something, as kubectl does it. */
  public static String text(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 120) {
      return seconds + "s";
    }
    if (seconds < 3 * 3600) {
      return seconds < 600 ? two(seconds, 60, "m", 1, "s") : seconds / 60 + "m";
    }
    if (seconds < 2 * 86_400) {
      return seconds < 8 * 3600 ? two(seconds, 3600, "h", 60, "m") : seconds / 3600 + "h";
    }
    return seconds < 8 * 86_400 ? two(seconds, 86_400, "d", 3600, "h") : seconds / 86_400 + "d";
  }

  private static String two(long seconds, long large, String big, long small, String little) {
    long rest = seconds % large / small;
    return seconds / large + big + (rest == 0 ? "" : rest + little);
  }

  private static Instant instant(JsonNode time) {
    try {
      return time.isTextual() ? Instant.parse(time.textValue()) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
