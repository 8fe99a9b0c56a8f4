package dev.windlass.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Reads the workers topic from its beginning, for as long as it is open, into a view of the fleet.
 */
public final class FleetReader implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(FleetReader.class);
  private static final Duration POLL = Duration.ofSeconds(1);

  private final FleetView view = new FleetView(System::nanoTime);
  private final Consumer<byte[], byte[]> consumer;
  private final Thread thread;
  private volatile boolean open = true;

  public FleetReader(KafkaClients clients, Topics topics, String clientId) {
    consumer = clients.consumer(clientId, Map.of("auto.offset.reset", "earliest"));
    thread = Thread.ofPlatform().daemon().name(clientId).unstarted(() -> read(topics.workers()));
    thread.start();
  }

  public FleetView view() {
    return view;
  }

  @Override
  public void close() {
    open = false;
    consumer.wakeup();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(String topic) {
    try (consumer) {
      while (open) {
        poll(topic);
      }
    } catch (WakeupException e) {
      // The way in which close() ends a poll.
    }
  }

  private void poll(String topic) {
    try {
      if (consumer.assignment().isEmpty()) {
        assign(topic);
      }
      consumer.poll(POLL).forEach(this::take);
    } catch (WakeupException e) {
      throw e;
    } catch (KafkaException e) {
      LOG.warnf("The fleet could not be read, it is tried again: %s", e.getMessage());
    }
  }

  private void assign(String topic) {
    List<TopicPartition> all =
        consumer.partitionsFor(topic).stream()
            .map(p -> new TopicPartition(topic, p.partition()))
            .toList();
    consumer.assign(all);
    consumer.seekToBeginning(all);
  }

  private static WorkerRecord named(WorkerRecord worker) {
    if (worker.incarnation() == null) {
      throw new UnreadableRecord("a WorkerRecord without 'incarnation'", null);
    }
    return worker;
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      return;
    }
    if (record.value() == null) {
      view.left(new String(record.key(), StandardCharsets.UTF_8));
      return;
    }
    try {
      view.heard(named(Json.read(record.value(), WorkerRecord.class)));
    } catch (UnreadableRecord e) {
      LOG.warnf(
          "%s-%d@%d is not what a worker says of itself: %s",
          record.topic(), record.partition(), record.offset(), e.getMessage());
    }
  }
}
