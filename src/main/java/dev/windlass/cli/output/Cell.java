package dev.windlass.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.role.PlainText;
import java.util.ArrayList;
import java.util.List;

/** Values as a line of text. */
public final class Cell {
  private static final String NONE = Ages.NONE;

  private Cell() {}

  public static String of(JsonNode value) {
    if (value.isArray()) {
      List<String> elements = new ArrayList<>();
      value.forEach(element -> elements.add(of(element)));
      return elements.isEmpty() ? NONE : String.join(",", elements);
    }
    return value.isObject() ? pairs(value) : plain(value.asText(NONE));
  }

  /** {@code team=maps,region=eu}: what --label and --argument take. */
  public static String pairs(JsonNode object) {
    List<String> pairs = new ArrayList<>();
    object.fields().forEachRemaining(e -> pairs.add(plain(e.getKey()) + "=" + of(e.getValue())));
    return pairs.isEmpty() ? NONE : String.join(",", pairs);
  }

  /**
   * One line without control characters: an error's text comes from elsewhere, and must not move a
   * terminal's cursor.
   */
  public static String plain(String text) {
    return text.isEmpty() ? NONE : PlainText.line(text.replaceAll("\\p{Cntrl}+", " "));
  }

  /** East Asian letters take two columns; none of them below that code point does. */
  static int width(String text) {
    return text.codePoints()
        .map(
            c ->
                Character.getType(c) == Character.NON_SPACING_MARK
                    ? 0
                    : Character.isIdeographic(c) || c >= 0x1100 && c <= 0x115F ? 2 : 1)
        .sum();
  }
}
