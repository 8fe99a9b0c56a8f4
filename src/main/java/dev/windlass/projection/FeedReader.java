package dev.windlass.projection;

import dev.windlass.trace.Tracing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Reads the partitions that the group gives it, from where the views stand, and writes each poll in
 * one transaction: few records when there is little to do, many when it is behind.
 */
final class FeedReader implements ConsumerRebalanceListener {
  private static final Logger LOG = Logger.getLogger(FeedReader.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final Feed feed;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Places places;
  private final BatchWriter writer;
  private final Duration heartbeat;
  private final Meters meters;
  private final Tracing tracing;
  private final Map<Integer, Long> at = new HashMap<>();
  private long beaten = System.nanoTime();

  FeedReader(
      Feed feed,
      KafkaConsumer<byte[], byte[]> consumer,
      Places places,
      BatchWriter writer,
      Duration heartbeat,
      Meters meters,
      Tracing tracing) {
    this.feed = feed;
    this.consumer = consumer;
    this.places = places;
    this.writer = writer;
    this.heartbeat = heartbeat;
    this.meters = meters;
    this.tracing = tracing;
  }

  void subscribe() {
    consumer.subscribe(List.of(feed.topic()), this);
  }

  /** One poll and what it brings. */
  void step() {
    Instant asked = Instant.now();
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    try {
      if (!records.isEmpty()) {
        write(records, asked);
      } else if (System.nanoTime() - beaten > heartbeat.toNanos()) {
        beat();
      }
    } catch (LostRace e) {
      LOG.infof("Another projection was faster: %s", e.getMessage());
      at.putAll(places.take(consumer, consumer.assignment()));
    }
    meters.lag().set(consumer.assignment().stream().mapToLong(this::lag).sum());
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    if (!partitions.isEmpty()) {
      at.putAll(places.take(consumer, partitions));
      LOG.infof("Projects %s", partitions);
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    partitions.forEach(partition -> at.remove(partition.partition()));
  }

  private void write(ConsumerRecords<byte[], byte[]> records, Instant asked) {
    Map<Integer, Long> from = new HashMap<>();
    Map<Integer, Long> next = new HashMap<>();
    Map<Integer, Instant> current = new HashMap<>();
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>(records.count());
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> some = records.records(partition);
      all.addAll(some);
      from.put(partition.partition(), at.get(partition.partition()));
      next.put(partition.partition(), consumer.position(partition, ANSWER));
      Instant newest = Instant.ofEpochMilli(some.getLast().timestamp());
      current.put(partition.partition(), lag(partition) == 0 ? asked : newest);
    }
    Instant began = Instant.now();
    meters.batch().record(() -> writer.write(new Stretch(all, from, next), current));
    all.forEach(record -> tracing.processed(feed.topic(), record.headers(), began));
    meters.records().increment(all.size());
    at.putAll(next);
  }

  /**
   * Says that the views are at the log's end, and steps over what is no record: the marks of
   * transactions.
   */
  private void beat() {
    Instant asked = Instant.now();
    Map<Integer, Long> from = new HashMap<>();
    Map<Integer, Long> next = new HashMap<>();
    Map<Integer, Instant> current = new HashMap<>();
    consumer
        .endOffsets(consumer.assignment(), ANSWER)
        .forEach(
            (partition, end) -> {
              long position = consumer.position(partition, ANSWER);
              if (position >= end) {
                from.put(partition.partition(), at.get(partition.partition()));
                next.put(partition.partition(), position);
                current.put(partition.partition(), asked);
              }
            });
    if (!from.isEmpty()) {
      writer.write(new Stretch(List.of(), from, next), current);
      at.putAll(next);
    }
    beaten = System.nanoTime();
  }

  private long lag(TopicPartition partition) {
    OptionalLong lag = consumer.currentLag(partition);
    return lag.orElse(1);
  }
}
