package dev.windlass.control;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Topics of any kind, for records that are sent as they are. */
interface RecordLog {
  /** Returns when all replicas have it; a refusal where they don't get it in time. */
  RecordMetadata append(ProducerRecord<byte[], byte[]> record);

  /** How many partitions the topic has; a refusal where Kafka does not say. */
  int partitions(String topic);
}
