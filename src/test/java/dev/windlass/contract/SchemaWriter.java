package dev.windlass.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.job.JobId;
import dev.windlass.job.Page;
import dev.windlass.job.Reply;
import dev.windlass.wire.Json;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Writes the JSON Schema of a record: its components give names and types, {@link Descriptions}
 * give what a type can't say. A record nested in another stands in its {@code $defs}, any other has
 * a file of its own.
 */
final class SchemaWriter {
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Descriptions descriptions;
  private final Set<Class<?>> referred = new LinkedHashSet<>();
  private ObjectNode definitions;

  SchemaWriter(Descriptions descriptions) {
    this.descriptions = descriptions;
  }

  /** Records with a file of their own that those written so far refer to. */
  Set<Class<?>> referred() {
    return referred;
  }

  ObjectNode schema(Class<?> type) {
    ObjectNode schema = head(type);
    definitions = NODES.objectNode();
    schema.setAll(object(type));
    if (Reply.class.isAssignableFrom(type)) {
      addType(schema, type);
    }
    return withDefinitions(schema);
  }

  /** What tells the replies on one topic from each other. */
  private void addType(ObjectNode schema, Class<?> reply) {
    ((ObjectNode) schema.get("properties"))
        .putObject("type")
        .put("const", name(reply).toLowerCase(Locale.ROOT));
    ((ArrayNode) schema.get("required")).insert(0, "type");
  }

  /** The value beside an event's headers: what all events have, and the event itself. */
  ObjectNode eventSchema(Class<?> event, Class<?> envelope) {
    ObjectNode schema = head(event);
    definitions = NODES.objectNode();
    schema.setAll(object(envelope));
    ((ObjectNode) schema.at("/properties/event")).setAll(object(event));
    if (descriptions.isAlwaysWithHeader(event)) {
      ((ArrayNode) schema.get("required")).add("header");
    }
    return withDefinitions(schema);
  }

  static String name(Class<?> type) {
    return type.getSimpleName();
  }

  private ObjectNode head(Class<?> type) {
    return NODES
        .objectNode()
        .put("$schema", DIALECT)
        .put("title", name(type))
        .put("description", descriptions.of(type));
  }

  private ObjectNode withDefinitions(ObjectNode schema) {
    if (!definitions.isEmpty()) {
      schema.set("$defs", definitions);
    }
    return schema;
  }

  private ObjectNode object(Class<?> type) {
    ObjectNode object = NODES.objectNode().put("type", "object");
    ObjectNode properties = object.putObject("properties");
    ArrayNode required = NODES.arrayNode();
    for (RecordComponent component : written(type).getRecordComponents()) {
      properties.set(component.getName(), property(type, component));
      if (component.getType().isPrimitive() || descriptions.isRequired(type, component)) {
        required.add(component.getName());
      }
    }
    if (!required.isEmpty()) {
      object.set("required", required);
    }
    return object;
  }

  private JsonNode property(Class<?> owner, RecordComponent component) {
    ObjectNode property = NODES.objectNode();
    property.setAll(descriptions.of(owner, component));
    property.setAll(typed(component.getGenericType(), owner));
    property.setAll(descriptions.limits(owner, component));
    return property;
  }

  private ObjectNode typed(Type type, Class<?> owner) {
    if (type instanceof ParameterizedType generic) {
      return container(generic, owner);
    }
    if (type instanceof TypeVariable) {
      return NODES.objectNode();
    }
    Class<?> raw = (Class<?>) type;
    return raw.isRecord() && raw != JobId.class || raw == Page.class
        ? reference(raw, owner)
        : scalar(raw);
  }

  private ObjectNode container(ParameterizedType generic, Class<?> owner) {
    Type[] arguments = generic.getActualTypeArguments();
    if (Collection.class.isAssignableFrom((Class<?>) generic.getRawType())) {
      ObjectNode array = NODES.objectNode().put("type", "array");
      array.set("items", typed(arguments[0], owner));
      return array;
    }
    if (!Map.class.isAssignableFrom((Class<?>) generic.getRawType())) {
      throw new IllegalArgumentException("no schema for " + generic);
    }
    ObjectNode map = NODES.objectNode().put("type", "object");
    if (arguments[1] != Object.class) {
      map.set("additionalProperties", typed(arguments[1], owner));
    }
    return map;
  }

  private ObjectNode reference(Class<?> type, Class<?> owner) {
    boolean nested = type.getDeclaringClass() != null && type.getDeclaringClass().isRecord();
    if (!nested) {
      referred.add(type);
      return NODES.objectNode().put("$ref", name(type) + ".json");
    }
    if (!definitions.has(name(type))) {
      ObjectNode definition = NODES.objectNode().put("description", descriptions.of(type));
      definitions.set(name(type), definition);
      definition.setAll(object(type));
    }
    return NODES.objectNode().put("$ref", "#/$defs/" + name(type));
  }

  private static ObjectNode scalar(Class<?> type) {
    ObjectNode scalar = NODES.objectNode();
    if (type.isEnum()) {
      scalar.put("type", "string");
      ArrayNode words = scalar.putArray("enum");
      Arrays.stream(type.getEnumConstants()).forEach(c -> words.add(Json.word((Enum<?>) c)));
    } else if (type == JobId.class) {
      scalar.put("type", "string").put("format", "uuid");
    } else if (type == Instant.class) {
      scalar.put("type", "string").put("format", "date-time");
    } else if (type == Duration.class) {
      scalar.put("type", "string").put("format", "duration");
    } else if (type == byte[].class || type == BitSet.class) {
      scalar.put("type", "string").put("contentEncoding", "base64");
    } else if (type != Object.class) {
      scalar.put("type", simple(type));
    }
    return scalar;
  }

  private static String simple(Class<?> type) {
    if (type == String.class) {
      return "string";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "boolean";
    }
    if (type == double.class || type == Double.class) {
      return "number";
    }
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return "integer";
    }
    throw new IllegalArgumentException("no schema for " + type);
  }

  /** A page is no record; what is written for it is. */
  private static Class<?> written(Class<?> type) {
    return type == Page.class ? nestedIn(Json.class, "PageJson") : type;
  }

  static Class<?> nestedIn(Class<?> outer, String name) {
    return Arrays.stream(outer.getDeclaredClasses())
        .filter(c -> c.getSimpleName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(outer + " has no " + name + " any more"));
  }
}
