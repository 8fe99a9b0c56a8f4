package dev.windlass.worker;

import dev.windlass.job.Claim;
import dev.windlass.job.JobId;
import dev.windlass.job.Progress;
import dev.windlass.role.Role;
import dev.windlass.trace.Trace;
import dev.windlass.wire.DeadLetter;
import dev.windlass.wire.DeadLetterMeter;
import dev.windlass.wire.Json;
import dev.windlass.wire.KafkaClients;
import dev.windlass.wire.ResultRecord;
import dev.windlass.wire.Topics;
import dev.windlass.wire.WireConfig;
import dev.windlass.wire.WorkerRecord;
import io.quarkus.logging.Log;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes with one producer, and waits for no longer than what it writes is of use. */
final class KafkaWorkerLog implements WorkerLog {
  /** Shorter than Kafka's two minutes: what is cumulative is better sent anew than late. */
  private static final Map<String, Object> SETTINGS =
      Map.of(
          ProducerConfig.LINGER_MS_CONFIG, 0,
          ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000,
          ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000);

  private final Producer<byte[], byte[]> producer;
  private final Topics topics;
  private final int partitions;
  private final DeadLetterMeter letters;

  KafkaWorkerLog(KafkaClients clients, WireConfig wire, String clientId, DeadLetterMeter letters) {
    this.producer = clients.producer(clientId, SETTINGS);
    this.topics = wire.names();
    this.partitions = wire.partitions();
    this.letters = letters;
  }

  @Override
  public CompletableFuture<Long> claim(Claim claim, Trace trace) {
    return send(topics.claims(), claim.job(), claim, trace);
  }

  @Override
  public CompletableFuture<Long> progress(Progress progress, Trace trace) {
    return send(topics.progress(), progress.job(), progress, trace);
  }

  @Override
  public CompletableFuture<Long> results(ResultRecord results, Trace trace) {
    return send(topics.results(), results.job(), results, trace);
  }

  @Override
  public CompletableFuture<Long> present(WorkerRecord worker) {
    return send(
        new ProducerRecord<>(topics.workers(), bytes(worker.incarnation()), Json.write(worker)));
  }

  @Override
  public CompletableFuture<Long> gone(String incarnation) {
    return send(new ProducerRecord<>(topics.workers(), bytes(incarnation), null));
  }

  @Override
  public void dead(ConsumerRecord<byte[], byte[]> message, RuntimeException why) {
    Log.warnf(
        "Put aside into %s: %s, %s-%d@%d",
        topics.deadLetters(),
        why.getMessage(),
        message.topic(),
        message.partition(),
        message.offset());
    letters.count(message.topic());
    DeadLetter letter =
        DeadLetter.of(
            message,
            Json.word(Role.WORKER),
            why.getMessage() == null ? why.toString() : why.getMessage(),
            Instant.now());
    send(new ProducerRecord<>(topics.deadLetters(), letter.recordKey(), Json.write(letter)));
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }

  private CompletableFuture<Long> send(String topic, JobId job, Object value, Trace trace) {
    var message =
        new ProducerRecord<>(
            topic, job.partition(partitions), bytes(job.toString()), Json.write(value));
    trace.into(message.headers());
    return send(message);
  }

  private CompletableFuture<Long> send(ProducerRecord<byte[], byte[]> message) {
    CompletableFuture<Long> offset = new CompletableFuture<>();
    try {
      producer.send(
          message,
          (metadata, failure) -> {
            if (failure == null) {
              offset.complete(metadata.offset());
            } else {
              offset.completeExceptionally(failure);
            }
          });
    } catch (RuntimeException e) {
      offset.completeExceptionally(e);
    }
    return offset;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
