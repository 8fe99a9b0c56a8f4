package dev.windlass.worker;

import dev.windlass.wire.KafkaClients;
import io.quarkus.logging.Log;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Reads partitions for ever, in no group: from their beginning, or from the end that it finds at
 * its start. On trouble it connects anew and goes on where it was.
 */
final class PartitionReader implements Runnable {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final KafkaClients clients;
  private final String name;
  private final List<TopicPartition> partitions;
  private final boolean fromBeginning;
  private final Consumer<ConsumerRecord<byte[], byte[]>> listener;
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final CountDownLatch caughtUp = new CountDownLatch(1);
  private final CountDownLatch closing = new CountDownLatch(1);
  private Map<TopicPartition, Long> endsAtStart;
  private volatile KafkaConsumer<byte[], byte[]> consumer;
  private volatile String trouble;

  PartitionReader(
      KafkaClients clients,
      String name,
      List<TopicPartition> partitions,
      boolean fromBeginning,
      Consumer<ConsumerRecord<byte[], byte[]>> listener) {
    this.clients = clients;
    this.name = name;
    this.partitions = partitions;
    this.fromBeginning = fromBeginning;
    this.listener = listener;
    this.trouble = topic() + " has not been read yet";
  }

  /** Waits until all has been read that was there at the start; false if time is up. */
  boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
    return caughtUp.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Null while all is well. */
  String trouble() {
    return trouble;
  }

  @Override
  public void run() {
    while (closing.getCount() > 0) {
      try {
        read();
      } catch (WakeupException e) {
        // Closing.
      } catch (RuntimeException e) {
        tell(e);
        rest();
      }
    }
  }

  void close() {
    closing.countDown();
    KafkaConsumer<byte[], byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
  }

  private void read() {
    try (KafkaConsumer<byte[], byte[]> fresh = clients.consumer(name, Map.of())) {
      consumer = fresh;
      fresh.assign(partitions);
      place(fresh);
      while (closing.getCount() > 0) {
        poll(fresh);
        trouble = null;
      }
    }
  }

  private void place(KafkaConsumer<byte[], byte[]> fresh) {
    if (endsAtStart == null) {
      endsAtStart = fresh.endOffsets(partitions, PATIENCE);
    }
    Map<TopicPartition, Long> starts =
        fromBeginning ? fresh.beginningOffsets(partitions, PATIENCE) : endsAtStart;
    for (TopicPartition partition : partitions) {
      fresh.seek(partition, positions.getOrDefault(partition, starts.get(partition)));
    }
  }

  private void poll(KafkaConsumer<byte[], byte[]> fresh) {
    try {
      fresh.poll(POLL).forEach(listener);
      partitions.forEach(p -> positions.put(p, fresh.position(p, PATIENCE)));
    } catch (OffsetOutOfRangeException e) {
      Log.warnf("%s no longer holds what comes next; it is read from its oldest record", topic());
      positions.putAll(fresh.beginningOffsets(e.partitions(), PATIENCE));
      e.partitions().forEach(p -> fresh.seek(p, positions.get(p)));
    }
    if (caughtUp.getCount() > 0
        && partitions.stream().allMatch(p -> positions.get(p) >= endsAtStart.get(p))) {
      caughtUp.countDown();
    }
  }

  private void tell(RuntimeException e) {
    if (trouble == null || caughtUp.getCount() > 0) {
      Log.warnf("%s can't be read: %s", topic(), e.getMessage());
    }
    trouble = topic() + " can't be read: " + e.getMessage();
  }

  private void rest() {
    try {
      closing.await(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      closing.countDown();
    }
  }

  private String topic() {
    return partitions.getFirst().topic();
  }
}
