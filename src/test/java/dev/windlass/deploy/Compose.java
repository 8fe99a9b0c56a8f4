package dev.windlass.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code deploy/compose.yaml}, with its anchors and merges resolved as Compose does it. */
record Compose(JsonNode file) {
  static final Path FILE = Path.of("deploy", "compose.yaml");

  static Compose read() throws IOException {
    LoaderOptions strict = new LoaderOptions();
    strict.setAllowDuplicateKeys(false);
    try (Reader reader = Files.newBufferedReader(FILE)) {
      Object document = new Yaml(new SafeConstructor(strict)).load(reader);
      return new Compose(new ObjectMapper().valueToTree(document));
    }
  }

  Map<String, JsonNode> services() {
    Map<String, JsonNode> services = new TreeMap<>();
    file.get("services").properties().forEach(e -> services.put(e.getKey(), e.getValue()));
    return services;
  }

  /** The services that are Windlass itself. */
  Map<String, JsonNode> programs() {
    Map<String, JsonNode> programs = services();
    programs.values().removeIf(service -> !service.path("image").asText().equals("windlass"));
    return programs;
  }
}
