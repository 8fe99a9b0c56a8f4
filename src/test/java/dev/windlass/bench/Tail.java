package dev.windlass.bench;

import dev.windlass.wire.KafkaClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** What is committed to a topic from now on, as far as it is of interest. */
final class Tail<T> implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Function<ConsumerRecord<byte[], byte[]>, T> read;
  private final List<T> seen = new ArrayList<>();
  private final Thread thread;
  private volatile RuntimeException failure;

  /** Of each record is kept what {@code read} makes of it; nothing where that is null. */
  Tail(Place place, String topic, Function<ConsumerRecord<byte[], byte[]>, T> read) {
    this.read = read;
    this.consumer = new KafkaClients(place.kafka()).consumer("tail", Map.of());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(p -> new TopicPartition(topic, p.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    this.thread = Thread.ofPlatform().daemon().name("tail-" + topic).start(this::follow);
  }

  List<T> seen() {
    if (failure != null) {
      throw failure;
    }
    synchronized (seen) {
      return List.copyOf(seen);
    }
  }

  @Override
  public void close() throws InterruptedException {
    consumer.wakeup();
    thread.join();
    consumer.close();
  }

  private void follow() {
    try {
      while (true) {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
          keep(read.apply(message));
        }
      }
    } catch (WakeupException e) {
      // Closed.
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private void keep(T one) {
    if (one != null) {
      synchronized (seen) {
        seen.add(one);
      }
    }
  }
}
