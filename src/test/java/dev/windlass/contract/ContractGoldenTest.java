package dev.windlass.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.windlass.testkit.Written;
import dev.windlass.wire.EventCodec;
import dev.windlass.wire.EventRecord;
import dev.windlass.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** One file per record, as it was written once: what it says must be readable for ever. */
class ContractGoldenTest {
  private static final ObjectNode FROM_THE_FUTURE =
      JsonNodeFactory.instance.objectNode().put("fromANewerVersion", true);

  private final JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(VersionFlag.V202012);

  @TestFactory
  Stream<DynamicTest> anEventIsWrittenReadAndValidAsItsGoldenFileSays() {
    return EventSamples.all().stream()
        .map(e -> DynamicTest.dynamicTest(name(e.event()), () -> checkEvent(e)));
  }

  @TestFactory
  Stream<DynamicTest> aRecordIsWrittenReadAndValidAsItsGoldenFileSays() {
    return Samples.records().stream()
        .map(r -> DynamicTest.dynamicTest(name(r), () -> checkRecord(r)));
  }

  @TestFactory
  Stream<DynamicTest> aStateRecordIsWrittenAndReadAsItsGoldenFileSays() {
    return StateSamples.all().stream()
        .map(r -> DynamicTest.dynamicTest(name(r), () -> checkState(r)));
  }

  @Test
  void everyTypeOfEventHasOne() {
    assertThat(EventSamples.all())
        .<Class<?>>extracting(e -> e.event().getClass())
        .containsExactlyInAnyOrderElementsOf(Contract.events());
  }

  @Test
  void everyReplyAndEveryRecordOfTheWireHasOne() throws IOException {
    assertThat(Contract.records())
        .containsAll(Contract.replies())
        .containsAll(Contract.wireRecords());
  }

  @Test
  void thereIsNoGoldenFileOfSomethingElse() throws IOException {
    assertThat(files(Contract.GOLDEN))
        .containsExactlyInAnyOrderElementsOf(
            Contract.messages().map(c -> c.getSimpleName() + ".json").toList());
    assertThat(files(Contract.GOLDEN.resolve("state")))
        .containsExactlyInAnyOrderElementsOf(
            StateSamples.all().stream().map(s -> name(s) + ".json").toList());
  }

  @Test
  void aGoldenFileThatBreaksItsSchemaIsFound() {
    ObjectNode broken = golden("TaskRecord").deepCopy();
    broken.put("epoch", 0).remove("job");
    assertThat(violations("TaskRecord", broken)).hasSize(2);
  }

  private void checkEvent(EventRecord event) {
    String name = name(event.event());
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("key", event.job().toString());
    ObjectNode headers = message.putObject("headers");
    EventCodec.headers(event)
        .forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
    message.set("value", tree(EventCodec.value(event)));
    Written.check(file(name), Contract.pretty(message));

    ObjectNode golden = golden(name);
    ObjectNode value = (ObjectNode) golden.get("value");
    assertThat(EventCodec.read(headers(golden), bytes(value))).isEqualTo(event);
    assertThat(violations(name, value)).isEmpty();
    addToAll(value);
    assertThat(EventCodec.read(headers(golden), bytes(value))).isEqualTo(event);
    assertThat(violations(name, value)).isEmpty();
  }

  private void checkRecord(Object record) {
    String name = name(record);
    Written.check(file(name), Contract.pretty(tree(Json.write(record))));
    ObjectNode golden = golden(name);
    assertThat(violations(name, golden)).isEmpty();
    checkReads(record, golden);
    assertThat(violations(name, golden)).isEmpty();
  }

  private void checkState(Object record) {
    Path file = Path.of("state", name(record));
    Written.check(file(file.toString()), Contract.pretty(tree(Json.write(record))));
    checkReads(record, golden(file.toString()));
  }

  private static void checkReads(Object record, ObjectNode golden) {
    assertSame(Json.read(bytes(golden), record.getClass()), record);
    addToAll(golden);
    assertSame(Json.read(bytes(golden), record.getClass()), record);
  }

  /** By its fields, because a record's equals compares arrays by identity. */
  private static void assertSame(Object read, Object written) {
    assertThat(read).usingRecursiveComparison().isEqualTo(written);
  }

  /** A field that this version does not know, in every object that is a record. */
  private static void addToAll(ObjectNode object) {
    for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
      boolean free = List.of("arguments", "labels", "parameters").contains(field.getKey());
      if (field.getValue() instanceof ObjectNode child && !free) {
        addToAll(child);
      }
    }
    object.setAll(FROM_THE_FUTURE);
  }

  private List<String> violations(String name, JsonNode value) {
    Path schema = Contract.SCHEMAS.resolve(name + ".json").toAbsolutePath();
    JsonSchema loaded = schemas.getSchema(SchemaLocation.of(schema.toUri().toString()));
    return loaded.validate(value).stream().map(Object::toString).toList();
  }

  private static Headers headers(JsonNode golden) {
    RecordHeaders headers = new RecordHeaders();
    golden
        .get("headers")
        .properties()
        .forEach(
            h -> headers.add(h.getKey(), h.getValue().asText().getBytes(StandardCharsets.UTF_8)));
    return headers;
  }

  private static ObjectNode golden(String name) {
    return (ObjectNode) tree(Written.read(file(name)).getBytes(StandardCharsets.UTF_8));
  }

  private static Path file(String name) {
    return Contract.GOLDEN.resolve(name + ".json");
  }

  private static String name(Object record) {
    return record.getClass().getSimpleName();
  }

  private static JsonNode tree(byte[] json) {
    return Json.read(json, JsonNode.class);
  }

  private static byte[] bytes(JsonNode json) {
    return Json.write(json);
  }

  private static List<String> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).map(f -> f.getFileName().toString()).toList();
    }
  }
}
