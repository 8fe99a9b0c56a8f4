package dev.windlass.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.job.Claim;
import dev.windlass.job.Directive;
import dev.windlass.job.JobHeader;
import dev.windlass.job.JobId;
import dev.windlass.job.Progress;
import dev.windlass.job.Reply;
import dev.windlass.view.Cursor;
import dev.windlass.wire.ControlRecord;
import dev.windlass.wire.DeadLetter;
import dev.windlass.wire.DefinitionRecord;
import dev.windlass.wire.DrainRecord;
import dev.windlass.wire.EventCodec;
import dev.windlass.wire.EventRecord;
import dev.windlass.wire.Json;
import dev.windlass.wire.RecordType;
import dev.windlass.wire.ResultRecord;
import dev.windlass.wire.TaskRecord;
import dev.windlass.wire.Token;
import dev.windlass.wire.UnreadableRecord;
import dev.windlass.wire.WorkerRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands on the topics, tokens and cursors. */
class RecordsFuzzTest {
  @ParameterizedTest
  @ValueSource(
      classes = {
        Claim.class,
        ControlRecord.class,
        DeadLetter.class,
        DefinitionRecord.class,
        Directive.class,
        DrainRecord.class,
        JobHeader.class,
        Progress.class,
        ResultRecord.class,
        TaskRecord.class,
        WorkerRecord.class
      })
  void aRecordIsReadOrUnreadable(Class<?> type) throws IOException {
    Fuzz.of(type.getSimpleName(), bytes -> (Object) Json.read(bytes, type))
        .seed(Files.readAllBytes(Fuzz.golden(type.getSimpleName())))
        .refusing(UnreadableRecord.class)
        .comesBack(Json::write)
        .run();
  }

  @Test
  void aReplyIsReadOrUnreadable() throws IOException {
    Fuzz<Reply> replies = Fuzz.of("Reply", bytes -> Json.read(bytes, Reply.class));
    for (Class<?> type : Reply.class.getPermittedSubclasses()) {
      replies.seed(Files.readAllBytes(Fuzz.golden(type.getSimpleName())));
    }
    replies.refusing(UnreadableRecord.class).comesBack(Json::write).run();
  }

  @Test
  void anEventIsReadOrUnreadable() throws IOException {
    Fuzz<EventRecord> events = Fuzz.of("event", RecordsFuzzTest::event);
    try (Stream<Path> golden = Files.list(Fuzz.golden("x").getParent())) {
      for (Path file : golden.filter(Files::isRegularFile).sorted().toList()) {
        byte[] bytes = Files.readAllBytes(file);
        if (new String(bytes, StandardCharsets.UTF_8).contains("ce_type")) {
          events.seed(bytes);
        }
      }
    }
    events.refusing(UnreadableRecord.class).comesBack(RecordsFuzzTest::bytes).run();
  }

  @Test
  void aTypeOfRecordIsKnownOrUnreadable() {
    Fuzz.of(
            "type",
            bytes ->
                RecordType.of(
                    new RecordHeaders(
                        List.of(
                            new org.apache.kafka.common.header.internals.RecordHeader(
                                RecordType.HEADER, bytes)))))
        .seeds("directive", "drain", "reply")
        .refusing(UnreadableRecord.class)
        .comesBack(type -> Json.word(type).getBytes(StandardCharsets.UTF_8))
        .run();
  }

  @Test
  void aTokenIsOneOrNone() {
    Fuzz.ofText("token", Token::parse)
        .seeds("d.3.42", "e.0.123456789012345678")
        .refusing(IllegalArgumentException.class)
        .comesBack(token -> token.toString().getBytes(StandardCharsets.UTF_8))
        .run();
  }

  @Test
  void aCursorIsOneOrNone() {
    Fuzz.ofText(
            "cursor",
            text -> {
              Cursor cursor = Cursor.parse(text);
              if (cursor != null) {
                cursor.instant(0);
                cursor.uuid(1);
                cursor.number(2);
              }
              return cursor;
            })
        .seeds(
            Cursor.of("2026-11-28T12:00:00Z", "01a201a0-1cfb-8555-aa12-345678000000", 42)
                .toString())
        .refusing(IllegalArgumentException.class)
        .run();
  }

  @Test
  void anIdIsOneOrNone() {
    Fuzz.ofText("id", JobId::parse)
        .seeds("01a201a0-1cfb-8555-aa12-345678000000")
        .refusing(IllegalArgumentException.class)
        .comesBack(id -> id.toString().getBytes(StandardCharsets.UTF_8))
        .run();
  }

  /** As its golden file has it: headers and value. What is no such file is nothing to be read. */
  private static EventRecord event(byte[] file) {
    JsonNode message = Json.read(file, JsonNode.class);
    Headers headers = new RecordHeaders();
    message
        .path("headers")
        .properties()
        .forEach(
            h -> headers.add(h.getKey(), h.getValue().asText().getBytes(StandardCharsets.UTF_8)));
    return EventCodec.read(headers, Json.write(message.path("value")));
  }

  private static byte[] bytes(EventRecord event) {
    var message = Json.MAPPER.createObjectNode();
    var headers = message.putObject("headers");
    EventCodec.headers(event)
        .forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
    message.set("value", Json.read(EventCodec.value(event), JsonNode.class));
    return Json.write(message);
  }
}
