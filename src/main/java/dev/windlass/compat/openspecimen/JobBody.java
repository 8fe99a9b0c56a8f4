package dev.windlass.compat.openspecimen;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.control.StrictJson;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A body's members; null and missing are the same, and those that nobody asks for are ignored. */
record JobBody(JsonNode tree) {
  /** Of the year 9999. */
  private static final long LAST_MILLISECOND = 253_402_300_799_999L;

  private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};

  static JobBody read(InputStream body, int mostBytes) {
    byte[] bytes = StrictJson.bytes(body, mostBytes);
    if (bytes.length == 0) {
      throw UserError.invalid("the body must be a JSON object, found nothing");
    }
    return of(bytes);
  }

  /** No body has no members. */
  static JobBody readOrEmpty(InputStream body, int mostBytes) {
    byte[] bytes = StrictJson.bytes(body, mostBytes);
    return new String(bytes, StandardCharsets.UTF_8).isBlank()
        ? new JobBody(StrictJson.MAPPER.createObjectNode())
        : of(bytes);
  }

  private static JobBody of(byte[] bytes) {
    JsonNode tree = StrictJson.tree(bytes);
    if (!(tree instanceof ObjectNode)) {
      throw UserError.invalid("the body must be a JSON object, found " + StrictJson.kind(tree));
    }
    String unfit = StrictJson.unfit(tree, "");
    if (unfit != null) {
      throw UserError.invalid(unfit);
    }
    return new JobBody(tree);
  }

  /** Numbers and booleans are taken as they are written. */
  String text(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (value.isContainerNode()) {
      throw wrong(name, "a text", value);
    }
    return value.asText();
  }

  Integer integer(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    try {
      if (value.isTextual()) {
        return Integer.valueOf(value.textValue().strip());
      }
    } catch (NumberFormatException e) {
      throw wrong(name, "a whole number", value);
    }
    if (!value.canConvertToExactIntegral() || !value.canConvertToInt()) {
      throw wrong(name, "a whole number", value);
    }
    return value.intValue();
  }

  boolean bool(String name) {
    JsonNode value = value(name);
    if (value != null && !value.isBoolean()) {
      throw wrong(name, "true or false", value);
    }
    return value != null && value.booleanValue();
  }

  /** Milliseconds since 1970, or one of the texts that a query takes. */
  Instant date(String name, DateText dates) {
    JsonNode value = value(name);
    if (value == null || value.isTextual()) {
      return value == null ? null : dates.parse(name, value.textValue());
    }
    boolean whole = value.isIntegralNumber() && value.canConvertToLong();
    if (!whole || Math.abs(value.longValue()) > LAST_MILLISECOND) {
      throw wrong(name, "a date before the year 10000", value);
    }
    return Instant.ofEpochMilli(value.longValue());
  }

  Map<String, Object> object(String name) {
    JsonNode value = value(name);
    if (value != null && !value.isObject()) {
      throw wrong(name, "an object", value);
    }
    return value == null ? null : StrictJson.MAPPER.convertValue(value, MAP);
  }

  /** Objects only; empty where the member is missing. */
  List<Map<String, Object>> objects(String name) {
    JsonNode value = value(name);
    List<Map<String, Object>> objects = new ArrayList<>();
    if (value != null && !value.isArray()) {
      throw wrong(name, "an array", value);
    }
    for (JsonNode element : value == null ? List.<JsonNode>of() : value) {
      if (!element.isObject()) {
        throw wrong(name, "an array of objects", element);
      }
      objects.add(StrictJson.MAPPER.convertValue(element, MAP));
    }
    return objects;
  }

  private JsonNode value(String name) {
    JsonNode value = tree.get(name);
    return value == null || value.isNull() ? null : value;
  }

  private static UserError wrong(String name, String wanted, JsonNode found) {
    return UserError.invalid(
        "'%s' must be %s, found %s".formatted(name, wanted, StrictJson.kind(found)));
  }
}
