package dev.windlass.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Set;

/** An object of the configuration: a key that nobody knows is named instead of passed over. */
record Keys(Path file, String path, JsonNode node) {
  void among(Set<String> known) {
    if (!node.isObject()) {
      throw wrong("must be an object with " + String.join(", ", known));
    }
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw wrong(
                    "has the key '%s'; the keys are %s".formatted(name, String.join(", ", known)));
              }
            });
  }

  String text(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw wrong("has '%s': it must be a text, found %s".formatted(name, value.getNodeType()));
    }
    return value.textValue();
  }

  String required(String name) {
    String value = text(name);
    if (value == null) {
      throw wrong("has no '%s'".formatted(name));
    }
    return value;
  }

  ClientFailure wrong(String rule) {
    return Documents.wrong(file.toString(), "is wrong: " + path + " " + rule + ".");
  }
}
