package dev.windlass.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * When an event of a batch job was decided.
 *
 * @param version of the batch job, which the event made; each is one more than the last
 */
record EventTime(String job, long version, Instant at) {
  /** Null where the event is of no batch job that there is. */
  static EventTime read(ConsumerRecord<byte[], byte[]> message) {
    String[] id = header(message, "ce_id").split("/");
    return id[1].matches("\\d+")
        ? new EventTime(id[0], Long.parseLong(id[1]), Instant.parse(header(message, "ce_time")))
        : null;
  }

  static String header(ConsumerRecord<byte[], byte[]> message, String name) {
    return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
