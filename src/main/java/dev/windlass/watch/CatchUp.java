package dev.windlass.watch;

import dev.windlass.wire.KafkaClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/** Reads the log from a position on, for one reader that is behind. */
final class CatchUp implements EventStream.Log {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(250);

  /** What one reader may hold in memory. */
  private static final Map<String, Object> SMALL =
      Map.of(
          ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 256 << 10,
          ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 1 << 20,
          ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final Runnable onClose;

  CatchUp(KafkaClients clients, List<TopicPartition> partitions, Position from, Runnable onClose) {
    this.partitions = partitions;
    this.onClose = onClose;
    this.consumer = clients.consumer("windlass-watch-catch-up", SMALL);
    try {
      place(from);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  @Override
  public boolean reached(IntToLongFunction offsets) {
    return partitions.stream()
        .allMatch(p -> consumer.position(p, PATIENCE) >= offsets.applyAsLong(p.partition()));
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll() {
    try {
      return consumer.poll(POLL);
    } catch (OffsetOutOfRangeException e) {
      throw expired("it was deleted while it was read");
    }
  }

  @Override
  public void close() {
    consumer.close();
    onClose.run();
  }

  private void place(Position from) {
    consumer.assign(partitions);
    Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions, PATIENCE);
    Map<TopicPartition, Long> end = consumer.endOffsets(partitions, PATIENCE);
    for (TopicPartition partition : partitions) {
      long next = from.next(partition.partition());
      if (next < first.get(partition)) {
        throw expired(
            "partition %d begins at %d".formatted(partition.partition(), first.get(partition)));
      }
      if (next > end.get(partition)) {
        throw expired(
            "partition %d ends at %d".formatted(partition.partition(), end.get(partition)));
      }
      consumer.seek(partition, next);
    }
  }

  private static WatchRefusal expired(String why) {
    return new WatchRefusal(
        WatchRefusal.Reason.POSITION_EXPIRED,
        "the log does not have what comes after this position ("
            + why
            + "): read anew without one");
  }
}
