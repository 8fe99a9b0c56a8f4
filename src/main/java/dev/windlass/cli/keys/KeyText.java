package dev.windlass.cli.keys;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.output.Ages;
import dev.windlass.cli.output.Output;
import java.util.List;

/** A new key for people: it is shown once. */
final class KeyText implements Output.Text {
  @Override
  public List<String> lines(JsonNode key, Ages ages) {
    return List.of(
        "%s for %s (%s), which is shown only now:"
            .formatted(
                key.path("id").asText(), key.path("name").asText(), key.path("role").asText()),
        key.path("key").asText());
  }
}
