package dev.windlass.cli.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.output.Ages;
import dev.windlass.cli.output.Table;
import dev.windlass.cli.output.Table.Column;
import java.util.ArrayList;
import java.util.List;

/** What became of each of many dead letters. */
final class RedriveText {
  private static final Table TABLE =
      Table.of(
          Column.of("ID", "/id"),
          Column.of("TOPIC", "/topic"),
          Column.of("OUTCOME", "/outcome"),
          Column.of("BECAUSE", "/detail"));

  private RedriveText() {}

  static List<String> lines(JsonNode many, Ages ages) {
    List<String> lines = new ArrayList<>();
    if (!many.path("items").isEmpty()) {
      lines.addAll(TABLE.lines(many, ages));
    }
    lines.add(
        "%s matched: %s sent again, %s refused%s"
            .formatted(
                many.path("matched").asText(),
                many.path("redriven").asText(),
                many.path("refused").asText(),
                many.path("dryRun").asBoolean() ? ". Nothing was done." : "."));
    return lines;
  }
}
