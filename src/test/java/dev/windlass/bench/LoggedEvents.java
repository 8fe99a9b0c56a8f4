package dev.windlass.bench;

import dev.windlass.wire.EventCodec;
import dev.windlass.wire.KafkaClients;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** All committed events of each batch job, as the log has them. */
final class LoggedEvents {
  private static final Duration POLL = Duration.ofMillis(100);

  private final Map<String, List<Event>> events = new HashMap<>();

  /** When it was decided, and where it lies in its partition. */
  record Event(long offset, long millis) {}

  private LoggedEvents() {}

  static LoggedEvents read(Map<String, Object> kafka) {
    LoggedEvents all = new LoggedEvents();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaClients(kafka).consumer("logged-events", Map.of())) {
      consumer.assign(FirstEvents.partitions());
      consumer.seekToBeginning(consumer.assignment());
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(POLL).forEach(all::take);
      }
    }
    return all;
  }

  /** In the order of the log. */
  List<Event> of(String job) {
    return events.getOrDefault(job, List.of());
  }

  private void take(ConsumerRecord<byte[], byte[]> event) {
    String job = EventTime.header(event, EventCodec.SUBJECT);
    long millis = Instant.parse(EventTime.header(event, "ce_time")).toEpochMilli();
    events.computeIfAbsent(job, j -> new ArrayList<>()).add(new Event(event.offset(), millis));
  }
}
