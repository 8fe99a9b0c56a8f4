package dev.windlass.bench;

import dev.windlass.testkit.Await;
import dev.windlass.wire.EventCodec;
import dev.windlass.wire.KafkaClients;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** When the first committed event of each batch job came, after some place in the log. */
final class FirstEvents implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration POLL = Duration.ofMillis(50);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Long> cameAt = new ConcurrentHashMap<>();
  private final Thread thread = Thread.ofPlatform().name("first-events").unstarted(this::read);
  private volatile boolean closing;

  FirstEvents(Map<String, Object> kafka, Map<TopicPartition, Long> from) {
    consumer = new KafkaClients(kafka).consumer("first-events", Map.of());
    consumer.assign(from.keySet());
    from.forEach(consumer::seek);
    thread.start();
  }

  static Set<TopicPartition> partitions() {
    return IntStream.range(0, Fleet.PARTITIONS)
        .mapToObj(partition -> new TopicPartition("windlass.events", partition))
        .collect(Collectors.toSet());
  }

  /** By {@link System#nanoTime}, of each of them. */
  Map<String, Long> await(Set<String> jobs) {
    Await.until("each batch job has an event", PATIENCE, () -> cameAt.keySet().containsAll(jobs));
    return jobs.stream().collect(Collectors.toMap(job -> job, cameAt::get));
  }

  @Override
  public void close() throws InterruptedException {
    closing = true;
    thread.join();
  }

  private void read() {
    try (consumer) {
      while (!closing) {
        consumer.poll(POLL).forEach(this::take);
      }
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> event) {
    cameAt.putIfAbsent(EventTime.header(event, EventCodec.SUBJECT), System.nanoTime());
  }
}
