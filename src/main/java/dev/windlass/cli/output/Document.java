package dev.windlass.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What is a document and no row: people read it as YAML. */
public final class Document {
  private Document() {}

  public static List<String> lines(JsonNode document, Ages ages) {
    return YamlText.of(document).lines().toList();
  }
}
