package dev.windlass.bench;

import dev.windlass.job.JobId;
import dev.windlass.wire.KafkaClients;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * What the coordinator keeps of one batch job: the newest record of each key of its changelogs that
 * names it, as a coordinator that takes over would find them. It is followed record by record, so
 * that no moment is missed at which there was more.
 */
final class StateRecords implements AutoCloseable {
  private static final String CHANGELOGS = "windlass-coordinator-";
  private static final Duration POLL = Duration.ofMillis(20);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final byte[] id;
  private final Map<Key, Integer> sizes = new HashMap<>();
  private long bytes;
  private long largest;

  private record Key(String topic, ByteBuffer bytes) {}

  StateRecords(Map<String, Object> kafka, JobId job) {
    consumer =
        new KafkaClients(kafka)
            .consumer("state-records", Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000));
    id = uuid(job);
    List<TopicPartition> changelogs = new ArrayList<>();
    for (String topic : consumer.listTopics().keySet()) {
      if (topic.startsWith(CHANGELOGS) && topic.endsWith("-changelog")) {
        changelogs.add(new TopicPartition(topic, job.partition(Fleet.PARTITIONS)));
      }
    }
    consumer.assign(changelogs);
    consumer.seekToBeginning(changelogs);
  }

  /** Takes what has come since. */
  void follow() {
    consumer.poll(POLL).forEach(this::take);
  }

  /** Keys and values together, now that all is read that was there when this was called. */
  long bytesNow() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      follow();
    }
    return bytes;
  }

  /** The most that there was since {@link #beginAnew}. */
  long largest() {
    return largest;
  }

  void beginAnew() {
    largest = bytes;
  }

  @Override
  public void close() {
    consumer.close();
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    if (!names(record.key())) {
      return;
    }
    Key key = new Key(record.topic(), ByteBuffer.wrap(record.key()));
    Integer before =
        record.value() == null
            ? sizes.remove(key)
            : sizes.put(key, record.key().length + record.value().length);
    bytes += sizes.getOrDefault(key, 0) - (before == null ? 0 : before);
    largest = Math.max(largest, bytes);
  }

  /** Every key that belongs to a batch job has its id in it. */
  private boolean names(byte[] key) {
    for (int at = 0; at + id.length <= key.length; at++) {
      if (ByteBuffer.wrap(key, at, id.length).equals(ByteBuffer.wrap(id))) {
        return true;
      }
    }
    return false;
  }

  private static byte[] uuid(JobId job) {
    return ByteBuffer.allocate(16)
        .putLong(job.value().getMostSignificantBits())
        .putLong(job.value().getLeastSignificantBits())
        .array();
  }
}
