package dev.windlass.coordinator;

import dev.windlass.role.Role;
import dev.windlass.wire.DeadLetter;
import dev.windlass.wire.Json;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Where an input came from, for whoever looks at it when it could not be applied. */
record Origin(String topic, int partition, long offset, byte[] key, byte[] value, Headers headers) {
  /** The offset of inputs that came from no topic. */
  private static final long NONE = -1;

  static Origin clock(int partition, Object input) {
    byte[] value = String.valueOf(input).getBytes();
    return new Origin("clock", partition, NONE, null, value, new RecordHeaders());
  }

  boolean isClock() {
    return offset == NONE;
  }

  String place() {
    return topic + "-" + partition + "@" + offset;
  }

  DeadLetter letter(String reason, Instant now) {
    return new DeadLetter(
            topic,
            partition,
            offset,
            Json.word(Role.COORDINATOR),
            reason,
            now,
            key,
            value,
            DeadLetter.headers(headers),
            value == null ? 0 : value.length,
            null)
        .fitting();
  }
}
