package dev.windlass.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.windlass.job.JobEvent;
import dev.windlass.job.Reply;
import dev.windlass.wire.EventCodec;
import dev.windlass.wire.EventRecord;
import dev.windlass.wire.Json;
import dev.windlass.wire.Right;
import dev.windlass.wire.Rights;
import dev.windlass.wire.Token;
import dev.windlass.wire.TopicPlan;
import dev.windlass.wire.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Everything that is promised about the records: which there are, and their schemas. */
final class Contract {
  static final Path SCHEMAS = Path.of("src/main/resources/schemas");
  static final Path ASYNCAPI = Path.of("src/main/resources/asyncapi.yaml");
  static final Path GOLDEN = Path.of("src/test/resources/golden");
  static final Path MESSAGES = Path.of("docs/messages.md");

  /** Records that are no value of a topic's record. */
  private static final Set<Class<?>> NO_VALUES =
      Set.of(
          EventRecord.class, Right.class, Rights.class, Token.class, TopicPlan.class, Topics.class);

  private static final ObjectWriter PRETTY =
      Json.MAPPER.writer(
          new DefaultPrettyPrinter()
              .withObjectIndenter(new DefaultIndenter("  ", "\n"))
              .withSeparators(
                  com.fasterxml.jackson.core.util.Separators.createDefaultInstance()
                      .withObjectFieldValueSpacing(
                          com.fasterxml.jackson.core.util.Separators.Spacing.AFTER)));

  private Contract() {}

  static List<Class<?>> events() {
    return List.of(JobEvent.class.getPermittedSubclasses());
  }

  static List<Class<?>> replies() {
    return List.of(Reply.class.getPermittedSubclasses());
  }

  /** Classes of whole messages, events left out. */
  static List<Class<?>> records() {
    return Samples.records().stream().<Class<?>>map(Object::getClass).toList();
  }

  /** Every record of the wire package that stands on a topic as it is. */
  static List<Class<?>> wireRecords() throws IOException {
    Path classes = Path.of("target/classes/dev/windlass/wire");
    try (Stream<Path> files = Files.list(classes)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(f -> f.endsWith(".class") && !f.contains("$"))
          .<Class<?>>map(f -> load("dev.windlass.wire." + f.replace(".class", "")))
          .filter(c -> c.isRecord() && !NO_VALUES.contains(c))
          .toList();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, Contract.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  static Stream<Class<?>> messages() {
    return Stream.concat(events().stream(), records().stream());
  }

  /** By name: of every message, and of every record that one refers to. */
  static Map<String, JsonNode> schemas() {
    SchemaWriter writer = new SchemaWriter(Descriptions.read());
    Class<?> envelope = SchemaWriter.nestedIn(EventCodec.class, "Value");
    Map<String, JsonNode> schemas = new LinkedHashMap<>();
    events().forEach(e -> schemas.put(e.getSimpleName(), writer.eventSchema(e, envelope)));
    records().forEach(r -> schemas.put(r.getSimpleName(), writer.schema(r)));
    Deque<Class<?>> left = new ArrayDeque<>(writer.referred());
    while (!left.isEmpty()) {
      Class<?> type = left.pop();
      if (!schemas.containsKey(type.getSimpleName())) {
        schemas.put(type.getSimpleName(), writer.schema(type));
        left.addAll(writer.referred());
      }
    }
    return schemas;
  }

  static String pretty(JsonNode json) {
    try {
      return PRETTY.writeValueAsString(json) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
