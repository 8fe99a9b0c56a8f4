package dev.windlass.projection;

import dev.windlass.role.Role;
import dev.windlass.wire.DeadLetter;
import dev.windlass.wire.DeadLetterMeter;
import dev.windlass.wire.Json;
import dev.windlass.wire.KafkaClients;
import dev.windlass.wire.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
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

  private final KafkaClients clients;
  private final String topic;
  private final DeadLetterMeter meter;
  private Producer<byte[], byte[]> producer;

  DeadLetters(KafkaClients clients, Topics topics, MeterRegistry registry) {
    this.clients = clients;
    this.topic = topics.deadLetters();
    this.meter = new DeadLetterMeter(registry, topics, Json.word(Role.PROJECTION));
  }

  /** The role is played here: there is something to count. */
  void announce() {
    meter.announce();
  }

  /** Returns when Kafka has it. */
  @Override
  public synchronized void send(ConsumerRecord<byte[], byte[]> record, String reason) {
    LOG.warnf(
        "Put aside into %s: %s, %s-%d@%d",
        topic, reason, record.topic(), record.partition(), record.offset());
    meter.count(record.topic());
    if (record.topic().equals(topic)) {
      return; // a letter about a letter would be refused as well, without end
    }
    DeadLetter letter = DeadLetter.of(record, Json.word(Role.PROJECTION), reason, Instant.now());
    get(producer().send(new ProducerRecord<>(topic, letter.recordKey(), Json.write(letter))));
  }

  private Producer<byte[], byte[]> producer() {
    if (producer == null) {
      producer = clients.producer("windlass-projection-dead-letters", Map.of());
    }
    return producer;
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
