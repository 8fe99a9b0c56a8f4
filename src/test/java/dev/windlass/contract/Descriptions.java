package dev.windlass.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;

/**
 * What the types of the records do not say: meanings, units, limits, and what is always there. Kept
 * in {@code contract/descriptions.yaml}; a record or component without a line there is a failure.
 */
final class Descriptions {
  private static final String FILE = "/contract/descriptions.yaml";

  private final JsonNode texts;

  private Descriptions(JsonNode texts) {
    this.texts = texts;
  }

  static Descriptions read() {
    try (InputStream file = Descriptions.class.getResourceAsStream(FILE)) {
      return new Descriptions(new YAMLMapper().readTree(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String of(Class<?> type) {
    return present(record(type).path("is"), name(type)).asText();
  }

  /** Where a record stands and under which key, for those that stand on a topic. */
  String onTopic(Class<?> type) {
    return record(type).path("on").asText("");
  }

  boolean isAlwaysWithHeader(Class<?> event) {
    return !record(event).path("mayLackHeader").asBoolean();
  }

  ObjectNode of(Class<?> type, RecordComponent component) {
    JsonNode line = line(type, component);
    JsonNode text = line.isObject() ? line.path("is") : line;
    return JsonNodeFactory.instance
        .objectNode()
        .put("description", present(text, name(type) + "." + component.getName()).asText());
  }

  /** Keywords of JSON Schema beside the description. */
  ObjectNode limits(Class<?> type, RecordComponent component) {
    JsonNode line = line(type, component);
    ObjectNode limits = JsonNodeFactory.instance.objectNode();
    if (line instanceof ObjectNode keywords) {
      keywords.properties().stream()
          .filter(k -> !k.getKey().equals("is"))
          .forEach(k -> limits.set(k.getKey(), k.getValue()));
    }
    return limits;
  }

  boolean isRequired(Class<?> type, RecordComponent component) {
    return record(type).has(component.getName() + "!");
  }

  private JsonNode line(Class<?> type, RecordComponent component) {
    JsonNode record = record(type);
    String required = component.getName() + "!";
    return record.has(required) ? record.get(required) : record.path(component.getName());
  }

  private JsonNode record(Class<?> type) {
    return present(texts.path(name(type)), name(type));
  }

  private static JsonNode present(JsonNode node, String what) {
    if (node.isMissingNode()) {
      throw new AssertionError(what + " is not described in src/test/resources" + FILE);
    }
    return node;
  }

  private static String name(Class<?> type) {
    return SchemaWriter.name(type);
  }
}
