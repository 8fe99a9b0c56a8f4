package dev.windlass.projection.rebuild;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.wire.Json;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Rows of one view on both sides, by their keys. */
record Rows(Map<String, JsonNode> live, Map<String, JsonNode> rebuilt) {
  /** The topic of the events stands for itself; what the log does not tell is not asked. */
  private static final Map<ViewTable, String> ASKED =
      Map.of(
          ViewTable.PROJECTION_OFFSET,
          " where row.topic = (select min(topic) from fresh.projection_offset)",
          ViewTable.THROUGHPUT,
          " where not exists (select from fresh.log_begin log"
              + " where log.event_partition = row.event_partition"
              + " and log.begin_offset > 0 and row.begins_at <= log.exact_from)");

  static Rows ofPartitions(Sql sql, ViewTable view) throws SQLException {
    return new Rows(read(sql, view, "live", asked(view)), read(sql, view, "fresh", asked(view)));
  }

  static Rows ofJob(Sql sql, ViewTable view, UUID job) throws SQLException {
    String where = " where row." + view.job() + " = '" + job + "'";
    return new Rows(read(sql, view, "live", where), read(sql, view, "fresh", where));
  }

  static String asked(ViewTable view) {
    return ASKED.getOrDefault(view, "");
  }

  List<Difference> differences(ViewTable view) {
    return Difference.between(view, live, rebuilt);
  }

  private static Map<String, JsonNode> read(Sql sql, ViewTable view, String side, String where)
      throws SQLException {
    Map<String, JsonNode> rows = new TreeMap<>();
    String select = "select to_jsonb(row) from " + side + "." + view.table() + " row" + where;
    for (JsonNode row : sql.rows(select, r -> json(r.getString(1)))) {
      if (!saysNothing(view, row)) {
        rows.put(key(view, row), row);
      }
    }
    return rows;
  }

  /**
   * Counters of nothing: whether such a row is there depends on which events were read together.
   */
  private static boolean saysNothing(ViewTable view, JsonNode row) {
    return (view == ViewTable.STATISTICS || view == ViewTable.BACKLOG)
        && row.properties().stream()
            .filter(field -> !view.key().contains(field.getKey()))
            .allMatch(field -> field.getValue().asLong(1) == 0);
  }

  private static String key(ViewTable view, JsonNode row) {
    return view.key().stream()
        .map(column -> row.get(column).asText())
        .collect(Collectors.joining(" "));
  }

  private static JsonNode json(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Postgres gave no JSON: " + text, e);
    }
  }
}
