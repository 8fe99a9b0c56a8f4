package dev.windlass.chaos;

import dev.windlass.job.Definition.Priority;
import dev.windlass.job.DirectiveOutcome;
import dev.windlass.wire.EventCodec;
import dev.windlass.wire.KafkaClients;
import dev.windlass.wire.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** How often the coordinator has decided each directive, from the log itself. */
final class DecidedDirectives {
  private final KafkaClients clients;
  private final Topics topics;
  private final int partitions;

  DecidedDirectives(String bootstrapServers, String prefix, int partitions) {
    this.clients = new KafkaClients(Map.of("bootstrap.servers", bootstrapServers));
    this.topics = new Topics(prefix);
    this.partitions = partitions;
  }

  /** By "job/id". A repeat that was answered like the first time decides nothing. */
  Map<String, Integer> read() {
    Map<String, Integer> decided = new HashMap<>();
    read(topics.events(), partitions, record -> count(record, decided));
    return decided;
  }

  /** Tasks that were sent and not claimed, as the topics had it a moment ago. */
  long unclaimed(String queue) {
    AtomicLong open = new AtomicLong();
    String tasks = topics.tasks(queue, Priority.NORMAL);
    read(tasks, 1, record -> open.incrementAndGet());
    read(topics.claims(), partitions, record -> open.decrementAndGet());
    return open.get();
  }

  private void read(
      String topic, int ofPartitions, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    try (KafkaConsumer<byte[], byte[]> log = clients.consumer("test-audit", Map.of())) {
      List<TopicPartition> all =
          IntStream.range(0, ofPartitions).mapToObj(p -> new TopicPartition(topic, p)).toList();
      log.assign(all);
      log.seekToBeginning(all);
      Map<TopicPartition, Long> ends = log.endOffsets(all);
      while (ends.entrySet().stream().anyMatch(e -> log.position(e.getKey()) < e.getValue())) {
        log.poll(Duration.ofMillis(200)).forEach(reader);
      }
    }
  }

  private static void count(ConsumerRecord<byte[], byte[]> record, Map<String, Integer> decided) {
    var event = EventCodec.read(record.headers(), record.value());
    DirectiveOutcome outcome = event.directive();
    if (outcome != null && outcome.state() != DirectiveOutcome.State.REPEATED) {
      decided.merge(event.job() + "/" + outcome.id(), 1, Integer::sum);
    }
  }
}
