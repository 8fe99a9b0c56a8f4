package dev.windlass.coordinator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.wire.Json;
import dev.windlass.wire.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KeyValue;

/**
 * What one version wrote while it ran batch jobs through {@link CorpusStory}: every record of every
 * topic, and the coordinator's stores as they stood at the end. It is written once, by {@link
 * CorpusWriter}, and then never again: it stands for what lies in somebody's Kafka.
 *
 * <p>A line is a record, with its value as the text that it was. Of a state record the byte that
 * names the schema stands apart.
 */
record Corpus(Path directory) {
  static final Topics TOPICS = new Topics("windlass");
  static final Path ALL = Path.of("src/test/resources/corpus");

  private static final String RECORDS = "records.ndjson";
  private static final String STATE = "state.ndjson";
  private static final String EXPECTED = "expected.json";

  /** A record of a topic; a value of null is a tombstone. */
  record Line(String topic, String key, Headers headers, byte[] value) {}

  /** A record of a store. */
  record State(String store, Bytes key, byte[] value) {
    int schema() {
      return value[0];
    }

    JsonNode json() {
      return value.length == 1 ? null : Json.read(tail(value), JsonNode.class);
    }
  }

  static Corpus of(String number) {
    return new Corpus(ALL.resolve(number));
  }

  /** The oldest first. */
  static List<Corpus> all() {
    try (Stream<Path> numbers = Files.list(ALL)) {
      return numbers
          .sorted(Comparator.comparingInt(d -> Integer.parseInt(d.getFileName().toString())))
          .map(Corpus::new)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Corpus newest() {
    List<Corpus> all = all();
    return all.get(all.size() - 1);
  }

  @Override
  public String toString() {
    return "corpus " + directory.getFileName();
  }

  // --- read

  List<Line> records() {
    return lines(RECORDS).stream().map(Corpus::line).toList();
  }

  List<Line> records(String topic) {
    return records().stream().filter(r -> r.topic().equals(topic)).toList();
  }

  List<State> state() {
    return lines(STATE).stream().map(Corpus::stored).toList();
  }

  /** By the batch job's id: what was true of it in the end, as that version said it. */
  JsonNode expected() {
    return Json.read(read(EXPECTED).getBytes(StandardCharsets.UTF_8), JsonNode.class);
  }

  private List<JsonNode> lines(String file) {
    return read(file)
        .lines()
        .map(l -> Json.read(l.getBytes(StandardCharsets.UTF_8), JsonNode.class))
        .toList();
  }

  private String read(String file) {
    try {
      return Files.readString(directory.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Line line(JsonNode json) {
    RecordHeaders headers = new RecordHeaders();
    json.get("headers")
        .properties()
        .forEach(h -> headers.add(h.getKey(), bytes(h.getValue().textValue())));
    JsonNode value = json.get("value");
    return new Line(
        json.get("topic").textValue(),
        json.get("key").textValue(),
        headers,
        value.isNull() ? null : bytes(value.textValue()));
  }

  private static State stored(JsonNode json) {
    byte[] text = bytes(json.get("value").textValue());
    byte[] value = new byte[text.length + 1];
    value[0] = (byte) json.get("schema").intValue();
    System.arraycopy(text, 0, value, 1, text.length);
    Bytes key = Bytes.wrap(java.util.HexFormat.of().parseHex(json.get("key").textValue()));
    return new State(json.get("store").textValue(), key, value);
  }

  // --- write, once

  void write(List<Line> records, List<State> state, JsonNode expected) {
    if (Files.exists(directory)) {
      throw new IllegalStateException(
          directory + " is there: a corpus is never written anew. Take the next number.");
    }
    List<String> recordLines = new ArrayList<>();
    records.forEach(r -> recordLines.add(json(r).toString()));
    List<String> stateLines = new ArrayList<>();
    state.forEach(s -> stateLines.add(json(s).toString()));
    try {
      Files.createDirectories(directory);
      Files.write(directory.resolve(RECORDS), recordLines);
      Files.write(directory.resolve(STATE), stateLines);
      Files.writeString(directory.resolve(EXPECTED), expected.toPrettyString() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode json(Line line) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("topic", line.topic()).put("key", line.key());
    ObjectNode headers = json.putObject("headers");
    for (Header header : line.headers()) {
      headers.put(header.key(), text(header.value()));
    }
    return json.put("value", line.value() == null ? null : text(line.value()));
  }

  private static ObjectNode json(State state) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("store", state.store())
        .put("key", java.util.HexFormat.of().formatHex(state.key().get()))
        .put("schema", state.schema())
        .put("value", text(tail(state.value())));
  }

  static State state(String store, KeyValue<Bytes, byte[]> record) {
    return new State(store, record.key, record.value);
  }

  private static byte[] tail(byte[] value) {
    return java.util.Arrays.copyOfRange(value, 1, value.length);
  }

  static JsonNode tree(byte[] json) {
    return Json.read(json, JsonNode.class);
  }

  private static byte[] bytes(String text) {
    return Utils.utf8(text);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
