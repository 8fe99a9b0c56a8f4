package dev.windlass.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One thing in full: a line for each of its properties, without those that it does not have. */
public final class Properties {
  private final Map<String, String> values = new LinkedHashMap<>();

  public void add(String name, JsonNode value) {
    add(name, Cell.of(value));
  }

  public void add(String name, String value) {
    String line = Cell.plain(value);
    if (!line.equals(Ages.NONE)) {
      values.put(name, line);
    }
  }

  public List<String> lines() {
    int width = values.keySet().stream().mapToInt(String::length).max().orElse(0);
    return values.entrySet().stream().map(e -> line(e, width)).toList();
  }

  private static String line(Map.Entry<String, String> property, int width) {
    String name = property.getKey() + ":";
    return name + " ".repeat(width + 3 - name.length()) + property.getValue();
  }
}
