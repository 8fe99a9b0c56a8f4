package dev.windlass.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One JSON object a line; empty lines are skipped. The columns are the names seen in any row. */
final class NdjsonRows implements RowSource {
  private static final JsonMapper MAPPER = StrictJson.MAPPER;

  private final Utf8Rows text;
  private final BufferedReader lines;
  private final int maxColumns;
  private final Set<String> columns = new LinkedHashSet<>();
  private long line;

  NdjsonRows(InputStream in, InputsConfig limits) {
    text = new Utf8Rows(in, Math.toIntExact(limits.maxRowBytes().asLongValue()));
    lines = new BufferedReader(text);
    maxColumns = limits.maxColumns();
  }

  @Override
  public List<String> columns() {
    return List.copyOf(columns);
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public Map<String, Object> next() throws IOException {
    for (; ; ) {
      line++;
      text.rowBegins(line);
      String json = lines.readLine();
      if (json == null) {
        return null;
      }
      if (!json.isBlank()) {
        return row(json);
      }
    }
  }

  private Map<String, Object> row(String json) {
    JsonNode node;
    try {
      node = MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw RowSource.broken(line, "expected a JSON object, found " + StrictJson.what(e));
    }
    if (!node.isObject() || node.isEmpty()) {
      throw RowSource.broken(
          line, "expected a JSON object with a field or more, found " + StrictJson.kind(node));
    }
    String unfit = StrictJson.unfit(node, "");
    if (unfit != null) {
      throw RowSource.broken(line, unfit);
    }
    Map<String, Object> values = LinkedHashMap.newLinkedHashMap(node.size());
    node.properties().forEach(field -> values.put(name(field.getKey()), field.getValue()));
    return values;
  }

  private String name(String name) {
    if (name.isBlank()) {
      throw RowSource.broken(line, "a field has no name");
    }
    if (columns.add(name) && columns.size() > maxColumns) {
      throw RowSource.broken(
          line, "expected at most " + maxColumns + " different names of fields in all rows");
    }
    return name;
  }
}
