package dev.windlass.projection.rebuild;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A row that the log tells otherwise than the live views, and the first field of it that differs.
 *
 * @param row its key
 * @param field null where only one side has the row
 * @param live null where it has no such row, or no value
 */
public record Difference(ViewTable view, String row, String field, String live, String rebuilt) {
  private static final int LONGEST = 120;

  /** Rows by their keys. */
  static List<Difference> between(
      ViewTable view, Map<String, JsonNode> live, Map<String, JsonNode> rebuilt) {
    List<Difference> found = new ArrayList<>();
    Set<String> keys = new TreeSet<>(live.keySet());
    keys.addAll(rebuilt.keySet());
    for (String key : keys) {
      between(view, key, live.get(key), rebuilt.get(key)).ifPresent(found::add);
    }
    return found;
  }

  public boolean onlyLive() {
    return field == null && live != null;
  }

  public boolean onlyRebuilt() {
    return field == null && rebuilt != null;
  }

  private static Optional<Difference> between(
      ViewTable view, String key, JsonNode live, JsonNode rebuilt) {
    if (live == null || rebuilt == null) {
      return Optional.of(new Difference(view, key, null, text(live), text(rebuilt)));
    }
    Set<String> fields = new TreeSet<>(Comparator.naturalOrder());
    live.fieldNames().forEachRemaining(fields::add);
    rebuilt.fieldNames().forEachRemaining(fields::add);
    fields.removeAll(view.uncompared());
    return fields.stream()
        .filter(field -> !live.path(field).equals(rebuilt.path(field)))
        .findFirst()
        .map(
            field ->
                new Difference(view, key, field, text(live.get(field)), text(rebuilt.get(field))));
  }

  private static String text(JsonNode value) {
    if (value == null || value.isNull()) {
      return null;
    }
    String text = value.isTextual() ? value.textValue() : value.toString();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "\u2026";
  }
}
