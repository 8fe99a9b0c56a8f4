package dev.windlass.api;

import dev.windlass.control.Refusal;
import dev.windlass.control.Times;
import dev.windlass.result.CsvCells;
import dev.windlass.view.Cursor;
import dev.windlass.wire.Token;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Query parameters, which come as text; absent ones are null. */
final class Query {
  static final int DEFAULT_LIMIT = 100;
  static final int MAX_LIMIT = 1000;

  private Query() {}

  static int limit(String text) {
    return text == null ? DEFAULT_LIMIT : whole("limit", text, 1, MAX_LIMIT);
  }

  static int whole(String name, String text, int least, int most) {
    String rule = "must be a whole number from " + least + " to " + most;
    int value = parsed(name, text, rule, Integer::parseInt);
    if (value < least || value > most) {
      throw Refusal.invalid(name, text, rule);
    }
    return value;
  }

  static boolean flag(String name, String text) {
    if (text != null && !text.equals("true") && !text.equals("false")) {
      throw Refusal.invalid(name, text, "must be true or false");
    }
    return "true".equals(text);
  }

  static CsvCells cells(String text) {
    return text == null
        ? CsvCells.ESCAPE
        : parsed("formulas", text, "must be escape or keep", CsvCells::of);
  }

  static Instant instant(String name, String text) {
    String rule = "must be an ISO-8601 instant such as 2026-01-31T12:00:00.000Z";
    return text == null ? null : parsed(name, text, rule, Times::parse);
  }

  static Duration wait(String text, Duration otherwise, Duration longest) {
    String rule = "must be an ISO-8601 duration from PT0S to " + longest;
    if (text == null) {
      return otherwise;
    }
    Duration wait = parsed("wait", text, rule, Duration::parse);
    if (wait.isNegative() || wait.compareTo(longest) > 0) {
      throw Refusal.invalid("wait", text, rule);
    }
    return wait;
  }

  /** {@code after=TOKEN[,TOKEN...]}. */
  static List<Token> tokens(String text) {
    if (text == null || text.isBlank()) {
      return List.of();
    }
    String rule = "must be tokens such as d.3.42 or e.0.1234, with commas between them";
    return parsed(
        "after", text, rule, all -> Arrays.stream(all.split(",")).map(Token::parse).toList());
  }

  /**
   * {@code fits} reads the parts that this list's cursors have, and throws where they are others.
   */
  static Cursor cursor(String text, Function<Cursor, ?> fits) {
    String rule = "must be the nextCursor of an earlier answer of this list";
    return text == null
        ? null
        : parsed(
            "cursor",
            text,
            rule,
            all -> {
              Cursor cursor = Cursor.parse(all);
              if (cursor != null) {
                fits.apply(cursor);
              }
              return cursor;
            });
  }

  private static <T> T parsed(String name, String text, String rule, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
      throw Refusal.invalid(name, text, rule);
    }
  }
}
