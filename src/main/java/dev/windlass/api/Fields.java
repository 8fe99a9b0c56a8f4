package dev.windlass.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.control.Refusal;
import dev.windlass.control.Refusal.FieldError;
import dev.windlass.control.StrictJson;
import dev.windlass.control.Times;
import dev.windlass.wire.Json;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A JSON object read field by field. What is wrong is collected, so that one answer names every
 * field that breaks a rule; a field that nobody asked for is unknown and is one of them. An absent
 * field and null are the same: both read as null.
 */
final class Fields {
  private final String path;
  private final ObjectNode node;
  private final List<FieldError> errors;
  private final Set<String> known = new HashSet<>();

  private Fields(String path, ObjectNode node, List<FieldError> errors) {
    this.path = path;
    this.node = node;
    this.errors = errors;
  }

  /** Throws the refusal of all that was found wrong. */
  static <T> T read(ObjectNode body, Function<Fields, T> reader) {
    List<FieldError> errors = new ArrayList<>();
    T value = new Fields("", body, errors).all(reader);
    if (!errors.isEmpty()) {
      throw Refusal.invalid(errors);
    }
    return value;
  }

  String text(String name) {
    JsonNode value = take(name);
    return value == null
        ? null
        : typed(name, value, value.isTextual(), "must be a text", JsonNode::textValue);
  }

  String requiredText(String name) {
    required(name);
    return text(name);
  }

  Integer integer(String name, int least, int most) {
    Long value = whole(name, least, most);
    return value == null ? null : value.intValue();
  }

  Long whole(String name, long least, long most) {
    JsonNode value = take(name);
    boolean fits =
        value != null
            && value.isIntegralNumber()
            && value.canConvertToLong()
            && value.longValue() >= least
            && value.longValue() <= most;
    String rule = "must be a whole number from " + least + " to " + most;
    return value == null ? null : typed(name, value, fits, rule, JsonNode::longValue);
  }

  /** More than 0. */
  Double positive(String name, double most) {
    JsonNode value = take(name);
    boolean fits =
        value != null && value.isNumber() && value.doubleValue() > 0 && value.doubleValue() <= most;
    String rule = "must be a number above 0 and at most " + (long) most;
    return value == null ? null : typed(name, value, fits, rule, JsonNode::doubleValue);
  }

  Double number(String name, long least, long most) {
    JsonNode value = take(name);
    boolean fits =
        value != null
            && value.isNumber()
            && value.doubleValue() >= least
            && value.doubleValue() <= most;
    String rule = "must be a number from " + least + " to " + most;
    return value == null ? null : typed(name, value, fits, rule, JsonNode::doubleValue);
  }

  Boolean bool(String name) {
    JsonNode value = take(name);
    return value == null
        ? null
        : typed(name, value, value.isBoolean(), "must be true or false", JsonNode::booleanValue);
  }

  Duration duration(String name) {
    return parsed(name, "must be an ISO-8601 duration such as PT30S", Duration::parse);
  }

  Instant instant(String name) {
    String rule = "must be an ISO-8601 instant such as 2026-01-31T12:00:00.000Z";
    return parsed(name, rule, Times::parse);
  }

  ZoneId zone(String name) {
    return parsed(name, "must be an IANA time zone such as Europe/Berlin", ZoneId::of);
  }

  <E extends Enum<E>> E word(String name, Class<E> type) {
    return parsed(name, wordRule(type), word -> constant(type, word));
  }

  <E extends Enum<E>> Set<E> words(String name, Class<E> type) {
    Set<E> constants = new HashSet<>();
    List<JsonNode> elements = elements(name);
    for (int i = 0; i < elements.size(); i++) {
      E constant =
          parsed(name + "[" + i + "]", elements.get(i), wordRule(type), w -> constant(type, w));
      if (constant != null) {
        constants.add(constant);
      }
    }
    return constants;
  }

  /** An array of texts, or one text alone. */
  List<String> oneOrMore(String name) {
    if (node.path(name).isTextual()) {
      return List.of(text(name));
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode element : elements(name)) {
      if (element.isTextual()) {
        texts.add(element.textValue());
      } else {
        error(name, shown(element), "must be a text or an array of texts");
      }
    }
    return texts;
  }

  Map<String, Object> map(String name) {
    JsonNode value = take(name);
    return value == null
        ? Map.of()
        : typed(name, value, value.isObject(), "must be an object", Fields::plain);
  }

  /** An object whose values are texts. */
  Map<String, String> texts(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    Map<String, Object> found = map(name);
    if (found == null) {
      return texts;
    }
    found.forEach(
        (key, value) -> {
          if (value instanceof String text) {
            texts.put(key, text);
          } else {
            error(name + "." + key, value, "must be a text");
          }
        });
    return texts;
  }

  <T> T object(String name, Function<Fields, T> reader) {
    JsonNode value = take(name);
    return value == null ? null : object(name, value, reader);
  }

  <T> List<T> list(String name, Function<Fields, T> reader) {
    List<T> values = new ArrayList<>();
    List<JsonNode> elements = elements(name);
    for (int i = 0; i < elements.size(); i++) {
      T value = object(name + "[" + i + "]", elements.get(i), reader);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  /** Where the address says it, the body may say the same or nothing. */
  void same(String name, String expected) {
    String given = text(name);
    if (given != null && !given.equals(expected)) {
      error(name, given, "must be '" + expected + "', as the address says, or absent");
    }
  }

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  void required(String name) {
    if (!has(name)) {
      error(name, null, "is missing");
      known.add(name);
    }
  }

  void error(String name, Object value, String rule) {
    FieldError found = new FieldError(path + name, value, rule);
    if (!errors.contains(found)) {
      errors.add(found);
    }
  }

  private <T> T all(Function<Fields, T> reader) {
    T value = reader.apply(this);
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                error(name, null, "is not a field here" + (known.isEmpty() ? "" : fieldsHere()));
              }
            });
    return value;
  }

  private String fieldsHere() {
    return ": the fields are " + known.stream().sorted().collect(Collectors.joining(", "));
  }

  private List<JsonNode> elements(String name) {
    JsonNode value = take(name);
    List<JsonNode> elements = new ArrayList<>();
    if (value != null && !value.isArray()) {
      error(name, shown(value), "must be an array");
    } else if (value != null) {
      value.forEach(elements::add);
    }
    return elements;
  }

  private <T> T object(String name, JsonNode value, Function<Fields, T> reader) {
    if (!(value instanceof ObjectNode object)) {
      error(name, shown(value), "must be an object");
      return null;
    }
    return new Fields(path + name + ".", object, errors).all(reader);
  }

  private <T> T parsed(String name, String rule, Function<String, T> parser) {
    JsonNode value = take(name);
    return value == null ? null : parsed(name, value, rule, parser);
  }

  private <T> T parsed(String name, JsonNode value, String rule, Function<String, T> parser) {
    try {
      if (value.isTextual()) {
        return parser.apply(value.textValue());
      }
    } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
      // said below, in the same words as for another type
    }
    error(name, shown(value), rule);
    return null;
  }

  private <T> T typed(
      String name, JsonNode value, boolean fits, String rule, Function<JsonNode, T> reader) {
    if (!fits) {
      error(name, shown(value), rule);
      return null;
    }
    return reader.apply(value);
  }

  private JsonNode take(String name) {
    known.add(name);
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? null : value;
  }

  static String wordRule(Class<? extends Enum<?>> type) {
    return "must be one of "
        + Arrays.stream(type.getEnumConstants()).map(Json::word).collect(Collectors.joining(", "));
  }

  static <E extends Enum<E>> E constant(Class<E> type, String word) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> Json.word(constant).equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(word));
  }

  private static Object shown(JsonNode value) {
    if (value.isContainerNode()) {
      return StrictJson.kind(value);
    }
    return value.isTextual()
        ? value.textValue()
        : StrictJson.MAPPER.convertValue(value, Object.class);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> plain(JsonNode object) {
    return StrictJson.MAPPER.convertValue(object, LinkedHashMap.class);
  }
}
