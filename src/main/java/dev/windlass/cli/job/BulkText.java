package dev.windlass.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.client.Documents;
import dev.windlass.cli.output.Ages;
import dev.windlass.cli.output.Cell;
import dev.windlass.cli.output.Table;
import dev.windlass.cli.output.Table.Column;
import java.util.ArrayList;
import java.util.List;

/** A bulk directive before it is sent, and when it is done. */
final class BulkText {
  private static final Table SAMPLE =
      Table.of(
          Column.of("ID", "/id"),
          Column.of("DEFINITION", "/definition"),
          Column.of("STATUS", "/status"),
          Column.age("AGE", "/createdTime"),
          Column.of("REFUSED BECAUSE", "/reason"));

  private BulkText() {}

  static List<String> preview(JsonNode preview, Ages ages) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s batch jobs match (%s); %s can take it."
            .formatted(
                preview.path("matching").asText(),
                Cell.pairs(preview.path("byStatus")),
                preview.path("possible").asText()));
    JsonNode sample = preview.path("sample");
    if (!sample.isEmpty()) {
      lines.addAll(SAMPLE.lines(Documents.object().set("items", sample), ages));
    }
    if (preview.path("matching").asLong() > sample.size()) {
      lines.add("...");
    }
    return lines;
  }

  static String deed(JsonNode preview) {
    return "Sends %s to %s batch jobs."
        .formatted(preview.path("directive").asText(), preview.path("matching").asText());
  }

  static List<String> end(JsonNode bulk, Ages ages) {
    return List.of(
        "%s %s: %s applied, %s refused, %s still on the way, of %s."
            .formatted(
                bulk.path("id").asText(),
                bulk.path("directive").asText(),
                bulk.path("applied").asText(),
                bulk.path("refused").asText(),
                bulk.path("accepted").asText(),
                bulk.path("total").asText()));
  }
}
