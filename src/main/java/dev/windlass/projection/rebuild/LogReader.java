package dev.windlass.projection.rebuild;

import dev.windlass.projection.EventFold;
import dev.windlass.wire.KafkaClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/** Reads some partitions from where the fresh views stand to a target, and not a record further. */
final class LogReader {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Rows that change often are written once for so many events. */
  private static final int BATCH = 20_000;

  private static final int FETCH_BYTES = 24 << 20;
  private static final int PARTITION_BYTES = 8 << 20;

  private final KafkaClients clients;
  private final String topic;
  private final EventFold fold;
  private final LongConsumer progress;
  private final Map<Integer, Long> at;
  private final Map<Integer, Long> to;
  private long moved = System.nanoTime();

  LogReader(
      KafkaClients clients,
      String topic,
      EventFold fold,
      LongConsumer progress,
      Map<Integer, Long> from,
      Map<Integer, Long> to) {
    this.clients = clients;
    this.topic = topic;
    this.fold = fold;
    this.progress = progress;
    this.at = new HashMap<>(from);
    this.to = to;
  }

  void run() {
    at.keySet().removeIf(partition -> at.get(partition) >= to.get(partition));
    if (at.isEmpty()) {
      return;
    }
    try (KafkaConsumer<byte[], byte[]> consumer =
        clients.consumer("windlass-rebuild-" + lowest(), settings())) {
      consumer.assign(at.keySet().stream().map(p -> new TopicPartition(topic, p)).toList());
      at.forEach(
          (partition, offset) -> consumer.seek(new TopicPartition(topic, partition), offset));
      while (!at.isEmpty()) {
        step(consumer);
      }
    } catch (OffsetOutOfRangeException e) {
      throw new CannotRebuild(
          "The log was cut while it was read (retention): run the command again", e);
    }
  }

  private void step(KafkaConsumer<byte[], byte[]> consumer) {
    ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(polled.count());
    for (ConsumerRecord<byte[], byte[]> record : polled) {
      Long target = at.containsKey(record.partition()) ? to.get(record.partition()) : null;
      if (target != null && record.offset() < target) {
        records.add(record);
      }
    }
    Map<Integer, Long> next = next(consumer);
    if (next.isEmpty()) {
      refuseStandstill();
      return;
    }
    Map<Integer, Long> from = new HashMap<>(at);
    from.keySet().retainAll(next.keySet());
    fold.write(records, from, next);
    moved = System.nanoTime();
    next.forEach((partition, offset) -> progress.accept(offset - from.get(partition)));
    at.putAll(next);
    leaveThoseAtTheirTarget(consumer);
  }

  /** Of the partitions that moved; a position also moves over what is no record. */
  private Map<Integer, Long> next(KafkaConsumer<byte[], byte[]> consumer) {
    Map<Integer, Long> next = new HashMap<>();
    at.forEach(
        (partition, offset) -> {
          long position = consumer.position(new TopicPartition(topic, partition));
          if (position > offset) {
            next.put(partition, Math.min(position, to.get(partition)));
          }
        });
    return next;
  }

  private void leaveThoseAtTheirTarget(KafkaConsumer<byte[], byte[]> consumer) {
    Set<Integer> before = Set.copyOf(at.keySet());
    at.keySet().removeIf(partition -> at.get(partition) >= to.get(partition));
    consumer.pause(
        before.stream()
            .filter(partition -> !at.containsKey(partition))
            .map(partition -> new TopicPartition(topic, partition))
            .toList());
  }

  private void refuseStandstill() {
    if (System.nanoTime() - moved > PATIENCE.toNanos()) {
      throw new CannotRebuild(
          "Nothing came from %s for %d s; read up to %s of %s"
              .formatted(topic, PATIENCE.toSeconds(), at, to));
    }
  }

  private int lowest() {
    return at.keySet().stream().min(Integer::compare).orElseThrow();
  }

  private static Map<String, Object> settings() {
    return Map.of(
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
        BATCH,
        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
        FETCH_BYTES,
        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
        PARTITION_BYTES);
  }
}
