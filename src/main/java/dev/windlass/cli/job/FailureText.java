package dev.windlass.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.output.Ages;
import dev.windlass.cli.output.Cell;
import dev.windlass.cli.output.Table;
import dev.windlass.cli.output.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Why operations failed. */
final class FailureText {
  private static final Table TABLE =
      Table.of(
          Column.number("FAILURES", "/failures"),
          Column.age("FIRST", "/firstTime"),
          Column.age("LAST", "/lastTime"),
          new Column("ROWS", false, (group, ages) -> rows(group)),
          new Column("SUCH AS", false, (group, ages) -> example(group)));

  private FailureText() {}

  static List<String> table(JsonNode failures, Ages ages) {
    if (failures.path("items").isEmpty()) {
      return List.of("No failures.");
    }
    List<String> lines = new ArrayList<>(TABLE.lines(failures, ages));
    if (!failures.path("complete").asBoolean(true)) {
      lines.add(
          "Of the newest %s failures; there are more."
              .formatted(failures.path("examined").asText()));
    }
    return lines;
  }

  /** A reason a line, for the end of a run. */
  static List<String> reasons(JsonNode failures) {
    List<String> lines = new ArrayList<>();
    for (JsonNode group : failures.path("items")) {
      lines.add(
          "  %s x %s (row %s)"
              .formatted(group.path("failures").asText(), example(group), rows(group)));
    }
    return lines;
  }

  /** What a group has in common lacks the numbers, of which one may be the point. */
  private static String example(JsonNode group) {
    JsonNode error = group.path("samples").path(0).path("error");
    return Cell.of(error.isTextual() ? error : group.path("message"));
  }

  /** Indexes of the samples, and that there are more. */
  private static String rows(JsonNode group) {
    JsonNode samples = group.path("samples");
    List<String> indexes =
        StreamSupport.stream(samples.spliterator(), false)
            .map(sample -> sample.path("index").asText())
            .distinct()
            .toList();
    boolean more = group.path("failures").asLong() > samples.size();
    return String.join(",", indexes) + (more ? ",..." : "");
  }
}
