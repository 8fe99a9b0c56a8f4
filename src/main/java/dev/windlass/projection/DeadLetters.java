package dev.windlass.projection;

import dev.windlass.role.Role;
import dev.windlass.wire.DeadLetter;
import dev.windlass.wire.Json;
import dev.windlass.wire.KafkaClients;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Records that could not be read or stored, put where operators find them. */
final class DeadLetters implements BatchWriter.Aside, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(DeadLetters.class);

  /** In base64 and with its reason a letter must fit into a record. */
  private static final int MOST_BYTES = 512 * 1024;

  private final KafkaClients clients;
  private final String topic;
  private Producer<byte[], byte[]> producer;

  DeadLetters(KafkaClients clients, String topic) {
    this.clients = clients;
    this.topic = topic;
  }

  /** Returns when Kafka has it. */
  @Override
  public synchronized void send(ConsumerRecord<byte[], byte[]> record, String reason) {
    LOG.warnf(
        "A record went to %s: %s; it stood in %s-%d at %d",
        topic, reason, record.topic(), record.partition(), record.offset());
    DeadLetter letter =
        new DeadLetter(
            record.topic(),
            record.partition(),
            record.offset(),
            Json.word(Role.PROJECTION),
            reason,
            Instant.now(),
            cut(record.key()),
            cut(record.value()));
    get(producer().send(new ProducerRecord<>(topic, record.key(), Json.write(letter))));
  }

  private Producer<byte[], byte[]> producer() {
    if (producer == null) {
      producer = clients.producer("windlass-projection-dead-letters", Map.of());
    }
    return producer;
  }

  private static byte[] cut(byte[] bytes) {
    return bytes == null || bytes.length <= MOST_BYTES ? bytes : Arrays.copyOf(bytes, MOST_BYTES);
  }

  private static void get(Future<RecordMetadata> sent) {
    try {
      sent.get();
    } catch (ExecutionException e) {
      throw new KafkaException("a dead letter could not be sent: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Closing();
    }
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close(java.time.Duration.ofSeconds(2));
    }
  }
}
