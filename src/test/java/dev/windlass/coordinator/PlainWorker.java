package dev.windlass.coordinator;

import dev.windlass.job.Claim;
import dev.windlass.job.Progress;
import dev.windlass.job.Reply;
import dev.windlass.wire.Json;
import dev.windlass.wire.KafkaClients;
import dev.windlass.wire.TaskRecord;
import dev.windlass.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Claims every task and says of every grant, once, that all of it succeeded: what gets lost is
 * lost.
 */
final class PlainWorker implements AutoCloseable {
  /** So that a grant holds few sub-jobs. */
  private static final long MICROS_PER_SUB_JOB = 100_000;

  private final Topics topics;
  private final int partitions;
  private final Producer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread;
  private volatile boolean open = true;

  PlainWorker(KafkaClients clients, Topics topics, int partitions) {
    this.topics = topics;
    this.partitions = partitions;
    producer = clients.producer("plain-worker", Map.of());
    consumer = clients.consumer("plain-worker", Map.of("auto.offset.reset", "earliest"));
    List<TopicPartition> reads =
        List.of(
            new TopicPartition(
                topics.tasks("default", dev.windlass.job.Definition.Priority.NORMAL), 0),
            new TopicPartition(topics.grants(), 0));
    consumer.assign(reads);
    consumer.seekToBeginning(reads);
    thread = Thread.ofPlatform().name("plain-worker").start(this::work);
  }

  void send(String topic, dev.windlass.job.JobInput input) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic,
            input.job().partition(partitions),
            input.job().toString().getBytes(StandardCharsets.UTF_8),
            Json.write(input));
    if (topic.equals(topics.directives())) {
      dev.windlass.wire.RecordType.DIRECTIVE.headers().forEach(record.headers()::add);
    }
    producer.send(record);
  }

  private void work() {
    while (open) {
      consumer.poll(Duration.ofMillis(100)).forEach(this::answer);
    }
  }

  private void answer(ConsumerRecord<byte[], byte[]> record) {
    if (!record.topic().equals(topics.grants())) {
      TaskRecord task = Json.read(record.value(), TaskRecord.class);
      send(
          topics.claims(),
          new Claim(task.job(), task.task(), task.epoch(), Inputs.WORKER, 0, false));
    } else if (Json.read(record.value(), Reply.class) instanceof Reply.Granted granted) {
      send(topics.progress(), done(granted));
    }
  }

  private static Progress done(Reply.Granted granted) {
    int size = granted.ranges().stream().mapToInt(range -> range.count()).sum();
    return new Progress(
        granted.job(),
        Inputs.WORKER,
        0,
        false,
        List.of(
            new Progress.GrantProgress(
                granted.grant(),
                granted.nonce(),
                "c" + size,
                size,
                0,
                null,
                0,
                true,
                false,
                size * MICROS_PER_SUB_JOB,
                -1)));
  }

  static List<TopicPartition> all(String topic, int partitions) {
    return IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList();
  }

  @Override
  public void close() throws InterruptedException {
    open = false;
    thread.join();
    consumer.close();
    producer.close();
  }
}
