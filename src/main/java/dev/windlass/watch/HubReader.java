package dev.windlass.watch;

import dev.windlass.wire.KafkaClients;
import io.quarkus.logging.Log;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Reads the events from their end on, for ever: on trouble it connects anew and goes on from where
 * it was. The position of a partition is raised before its records are told, so that whoever
 * registers first and asks for the position then hears everything from there on.
 */
final class HubReader implements Runnable {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long UNKNOWN = -1;

  private final KafkaClients clients;
  private final List<TopicPartition> partitions;
  private final Listener listener;
  private final AtomicLongArray positions;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile KafkaConsumer<byte[], byte[]> consumer;
  private boolean warned;
  private volatile String trouble = "the events have not been found yet";

  interface Listener extends Consumer<ConsumerRecord<byte[], byte[]>> {
    /** The log no longer has what comes next. */
    void lost(String reason);
  }

  HubReader(KafkaClients clients, String topic, int partitions, Listener listener) {
    this.clients = clients;
    this.partitions =
        IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList();
    this.listener = listener;
    this.positions = new AtomicLongArray(partitions);
    IntStream.range(0, partitions).forEach(p -> positions.set(p, UNKNOWN));
  }

  /** The next offset that will be told. */
  long position(int partition) {
    return positions.get(partition);
  }

  int partitions() {
    return partitions.size();
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
    try (KafkaConsumer<byte[], byte[]> fresh = clients.consumer("windlass-watch", Map.of())) {
      consumer = fresh;
      fresh.assign(partitions);
      place(fresh);
      well();
      while (closing.getCount() > 0) {
        poll(fresh);
      }
    }
  }

  private void place(KafkaConsumer<byte[], byte[]> fresh) {
    Map<TopicPartition, Long> ends = fresh.endOffsets(partitions, PATIENCE);
    for (TopicPartition partition : partitions) {
      positions.compareAndSet(partition.partition(), UNKNOWN, ends.get(partition));
      fresh.seek(partition, positions.get(partition.partition()));
    }
  }

  private void poll(KafkaConsumer<byte[], byte[]> fresh) {
    try {
      var records = fresh.poll(POLL);
      partitions.forEach(p -> positions.set(p.partition(), fresh.position(p, PATIENCE)));
      records.forEach(listener);
    } catch (OffsetOutOfRangeException e) {
      e.partitions().forEach(p -> positions.set(p.partition(), UNKNOWN));
      listener.lost("the log no longer holds the events that come next");
      throw e;
    }
  }

  private void well() {
    trouble = null;
    warned = false;
    Log.infof("Live events are read from %s", partitions.getFirst().topic());
  }

  private void tell(RuntimeException e) {
    String reason = "the events can't be read: " + e.getMessage();
    if (!warned) {
      Log.warn("Live events stand still, because " + reason);
    }
    warned = true;
    trouble = reason;
  }

  private void rest() {
    try {
      closing.await(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      closing.countDown();
    }
  }
}
