package dev.windlass.role;

import java.util.function.IntPredicate;

/**
 * Text from outside as it may stand in a log or on a terminal: what would begin a line of its own,
 * move a cursor, or turn the reading direction round is written as an escape.
 */
public final class PlainText {
  private PlainText() {}

  /** One line: line breaks are written as escapes too. */
  public static String line(String text) {
    return escaped(text, c -> isPlain(c) || c == '\t');
  }

  /** Lines stay lines; a carriage return, which would let one be written over, is left out. */
  public static String lines(String text) {
    return escaped(
        text.indexOf('\r') < 0 ? text : text.replace("\r", ""),
        c -> isPlain(c) || c == '\t' || c == '\n');
  }

  static boolean isPlain(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
      default -> !turnsDirection(character);
    };
  }

  private static boolean turnsDirection(int c) {
    return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
  }

  private static String escaped(String text, IntPredicate fine) {
    if (text.chars().allMatch(fine)) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length() + 16);
    text.chars().forEach(c -> append(plain, c, fine.test(c)));
    return plain.toString();
  }

  private static void append(StringBuilder plain, int c, boolean fine) {
    if (fine) {
      plain.append((char) c);
    } else if (c == '\n' || c == '\r') {
      plain.append(c == '\n' ? "\\n" : "\\r");
    } else {
      plain.append("\\u%04x".formatted(c));
    }
  }
}
