package dev.windlass.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.job.Directive;
import dev.windlass.job.Reply;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/**
 * During a rolling upgrade an older reader meets what only a newer writer knows. A field that it
 * does not know is passed over (ContractGoldenTest); a word or a type that it does not know makes
 * the record unreadable, which sends it to the dead letters and never passes for something else.
 */
class NewerWriterTest {
  private static final String JOB = "01a201a0-1c80-8007-8000-000001000000";

  @Test
  void anEventOfAnUnknownTypeIsUnreadable() {
    assertThatThrownBy(() -> EventCodec.read(type("dev.windlass.JobTeleported"), bytes("{}")))
        .isInstanceOf(UnreadableRecord.class)
        .hasMessage("'dev.windlass.JobTeleported' is not a type of event that this version knows");
  }

  @Test
  void whatElseAnEventOfAnUnknownTypeTellsIsRead() {
    String value = "{\"job\":\"%s\",\"directivesOffset\":7,\"event\":{}}".formatted(JOB);
    EventRecord event = EventCodec.readAnyType(type("dev.windlass.JobTeleported"), bytes(value));
    assertThat(event.event()).isNull();
    assertThat(event.job()).hasToString(JOB);
    assertThat(event.directivesOffset()).isEqualTo(7);
  }

  @Test
  void anEventWhoseHeaderSaysAnUnknownStatusIsUnreadable() {
    String value = "{\"job\":\"%s\",\"header\":{\"status\":\"teleporting\"},\"event\":{}}";
    assertThatThrownBy(
            () -> EventCodec.read(type("dev.windlass.JobPaused"), bytes(value.formatted(JOB))))
        .isInstanceOf(UnreadableRecord.class)
        .hasMessageContaining("'teleporting' is not a JobStatus");
  }

  @Test
  void aReplyOrADirectiveOfAnUnknownKindIsUnreadable() {
    assertThatThrownBy(() -> Json.read(bytes("{\"type\":\"advised\"}"), Reply.class))
        .isInstanceOf(UnreadableRecord.class)
        .hasMessageContaining("advised");
    assertThatThrownBy(() -> Json.read(bytes("{\"directive\":\"fly\"}"), Directive.class))
        .isInstanceOf(UnreadableRecord.class)
        .hasMessageContaining("'fly' is not a DirectiveKind");
    assertThatThrownBy(() -> Json.read(bytes("{\"wish\":\"fly\"}"), ControlRecord.class))
        .isInstanceOf(UnreadableRecord.class)
        .hasMessageContaining("'fly' is not a Wish");
  }

  @Test
  void aFieldThatIsNotKnownIsPassedOver() {
    Directive directive =
        Json.read(bytes("{\"id\":\"a\",\"colour\":{\"r\":[1]}}"), Directive.class);
    assertThat(directive.id()).isEqualTo("a");
  }

  private static Headers type(String type) {
    return new RecordHeaders()
        .add(EventCodec.TYPE, bytes(type))
        .add("ce_id", bytes("a"))
        .add("ce_time", bytes("2026-11-22T00:00:00Z"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
