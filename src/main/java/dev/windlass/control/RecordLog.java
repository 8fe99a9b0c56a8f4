package dev.windlass.control;

import java.util.OptionalInt;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Topics of any kind, for records that are sent as they are. */
interface RecordLog {
  /** Returns when all replicas have it; a refusal where they don't get it in time. */
  RecordMetadata append(ProducerRecord<byte[], byte[]> record);

  /**
   * How many partitions the topic has; empty where this program's user of Kafka has no right to
   * know, a refusal where Kafka does not say.
   */
  OptionalInt partitions(String topic);
}
