package dev.windlass.coordinator;

import dev.windlass.trace.Trace;
import dev.windlass.wire.KafkaClients;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/**
 * Sends tasks at once and outside of the transaction. A task is a hint: one of a decision that is
 * never committed makes a claim that is void, one that is lost is sent again. So workers need not
 * wait for the commit, and the share groups read a topic without the marks of transactions.
 */
final class TaskSender implements Surroundings.Tasks, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(TaskSender.class);
  private static final Duration CLOSING = Duration.ofSeconds(2);

  /** A thread that decides never waits for long; what does not fit is lost, and sent again. */
  private static final Map<String, Object> SETTINGS =
      Map.of(ProducerConfig.LINGER_MS_CONFIG, 0, ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000);

  private final Producer<byte[], byte[]> producer;
  private final CoordinatorMetrics metrics;

  TaskSender(KafkaClients clients, String clientId, CoordinatorMetrics metrics) {
    this.producer = clients.producer(clientId, SETTINGS);
    this.metrics = metrics;
  }

  @Override
  public void send(Address address, byte[] task, Trace from) {
    try {
      int partition = address.partition(producer.partitionsFor(address.topic()).size());
      var record = new ProducerRecord<>(address.topic(), partition, address.key(), task);
      from.into(record.headers());
      producer.send(
          record,
          (kept, failure) -> {
            if (failure != null) {
              lost(address, failure);
            }
          });
    } catch (RuntimeException e) {
      lost(address, e);
    }
  }

  @Override
  public void close() {
    producer.close(CLOSING);
  }

  private void lost(Address address, Exception why) {
    metrics.taskLost();
    LOG.debugf(why, "A task for %s was not sent", address.topic());
  }
}
