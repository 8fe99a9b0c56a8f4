package dev.windlass.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
  private static final int TOPIC_LIMIT = 1 << 20;
  private static final Instant NOW = Instant.parse("2026-11-22T05:00:00Z");

  @Test
  void theLargestRecordThatIsKeptWholeFitsIntoItsTopic() {
    byte[] value = bytes(DeadLetter.MOST_BYTES - 3);
    DeadLetter letter = letter("key", value, "r".repeat(10_000));
    assertThat(letter.whole()).isTrue();
    assertThat(letter.value()).isEqualTo(value);
    assertThat(Json.write(letter).length + letter.recordKey().length).isLessThan(TOPIC_LIMIT);
  }

  @Test
  void ofALargerOneTheBeginningIsKeptAndThatItIsNoMore() {
    DeadLetter letter = letter("k".repeat(100_000), bytes(TOPIC_LIMIT), "too large");
    assertThat(letter.whole()).isFalse();
    assertThat(letter.truncated()).isTrue();
    assertThat(letter.size()).isEqualTo(TOPIC_LIMIT);
    assertThat(letter.value()).hasSize(64 * 1024);
    assertThat(letter.key()).hasSize(16 * 1024);
    assertThat(Json.write(letter).length + letter.recordKey().length).isLessThan(TOPIC_LIMIT);
  }

  @Test
  void headersThatAreTooLargeAreCutAsWell() {
    ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("t", 0, 0, null, null);
    for (int i = 0; i < 1000; i++) {
      record.headers().add("\u0000".repeat(500), new byte[500]);
    }
    DeadLetter letter = DeadLetter.of(record, "worker", "why", NOW);
    assertThat(letter.whole()).isFalse();
    assertThat(letter.headers()).hasSizeBetween(1, 100);
    assertThat(Json.write(letter)).hasSizeLessThan(TOPIC_LIMIT);
  }

  @Test
  void aLetterOfAVersionThatKeptNoHeadersIsReadAndIsNotWhole() {
    String old =
        """
        {"topic":"windlass.claims","partition":1,"offset":7,"role":"coordinator","reason":"why",
         "at":"2026-11-22T05:00:00Z","value":"e30="}""";
    DeadLetter letter = Json.read(old.getBytes(StandardCharsets.UTF_8), DeadLetter.class);
    assertThat(letter.value()).isEqualTo("{}".getBytes(StandardCharsets.UTF_8));
    assertThat(letter.headers()).isNull();
    assertThat(letter.truncated()).isNull();
    assertThat(letter.whole()).isFalse();
  }

  @Test
  void aTopicsKindIsToldFromItsName() {
    Topics topics = new Topics("acme");
    assertThat(topics.kind("acme.dead-letters")).isEqualTo(TopicKind.DEAD_LETTERS);
    assertThat(topics.kind("acme.tasks.default.high")).isEqualTo(TopicKind.TASKS);
    assertThat(topics.kind("acme.other")).isEqualTo(TopicKind.OTHER);
    assertThat(topics.kind("windlass.claims")).isEqualTo(TopicKind.OTHER);
    assertThat(topics.slotted()).extracting(topics::kind).doesNotContain(TopicKind.OTHER);
  }

  private static DeadLetter letter(String key, byte[] value, String reason) {
    byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
    return DeadLetter.of(
        new ConsumerRecord<>("windlass.claims", 1, 7, keyBytes, value), "worker", reason, NOW);
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 0xfe);
    return bytes;
  }
}
