package dev.windlass.watch;

import dev.windlass.wire.EventCodec;
import dev.windlass.wire.EventRecord;
import dev.windlass.wire.UnreadableRecord;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record of the events topic that has been looked at no further than somebody needs: its headers
 * say whom it concerns, its value is decoded once, by the first who wants it.
 */
final class Arrival {
  private final ConsumerRecord<byte[], byte[]> record;
  private final Runnable onUnreadable;
  private Optional<Live> decoded;
  private String structured;

  Arrival(ConsumerRecord<byte[], byte[]> record, Runnable onUnreadable) {
    this.record = record;
    this.onUnreadable = onUnreadable;
  }

  int partition() {
    return record.partition();
  }

  long offset() {
    return record.offset();
  }

  String type() {
    return header(EventCodec.TYPE);
  }

  /** The batch job's id as text; empty where the record names none. */
  String subject() {
    return header(EventCodec.SUBJECT);
  }

  /** The id of the directive whose outcome this event tells; empty where it tells none. */
  String directive() {
    return header(EventCodec.DIRECTIVE);
  }

  /** Empty where the record can't be read. */
  synchronized Optional<Live> live() {
    if (decoded == null) {
      decoded = decode();
    }
    return decoded;
  }

  /** The CloudEvent in structured mode; empty where the record can't be read. */
  synchronized Optional<String> json() {
    if (structured == null && live().isPresent()) {
      structured = EventCodec.structured(record.headers(), record.value());
    }
    return Optional.ofNullable(structured);
  }

  private Optional<Live> decode() {
    try {
      EventRecord event = EventCodec.readAnyType(record.headers(), record.value());
      return Optional.of(new Live(event, record.partition(), record.offset()));
    } catch (UnreadableRecord e) {
      onUnreadable.run();
      return Optional.empty();
    }
  }

  private String header(String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
