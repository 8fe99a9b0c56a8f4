package dev.windlass.control;

import dev.windlass.job.Directive;
import dev.windlass.trace.Step;
import dev.windlass.trace.Tracing;
import dev.windlass.wire.DrainRecord;
import dev.windlass.wire.Json;
import dev.windlass.wire.KafkaClients;
import dev.windlass.wire.RecordType;
import dev.windlass.wire.Token;
import dev.windlass.wire.WireConfig;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.utils.Utils;

/**
 * The directives topic. An answer waits until all replicas have the record, and no longer than the
 * producer itself tries: what was told to be unavailable does not arrive much later by itself.
 */
@ApplicationScoped
class KafkaDirectiveLog implements DirectiveLog, RecordLog {
  private static final String DIRECTIVE_LOST =
      "Kafka did not keep the directive in time: send it again with the same id or"
          + " Idempotency-Key, it is done once then";
  private static final String RECORD_LOST = "Kafka did not keep the record in time: try again";

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  private final KafkaClients clients;
  private final WireConfig wire;
  private final Tracing tracing;
  private final Duration wait;
  private final long buffer;
  private Producer<byte[], byte[]> producer;

  KafkaDirectiveLog(KafkaClients clients, WireConfig wire, ControlConfig config, Tracing tracing) {
    this.clients = clients;
    this.wire = wire;
    this.tracing = tracing;
    this.wait = config.sendWait();
    this.buffer = config.sendBuffer().asLongValue();
  }

  @Override
  public Token append(Directive directive) {
    int partition = directive.job().partition(wire.partitions());
    String key = directive.job().toString();
    try (Step step = tracing.sending(wire.names().directives())) {
      step.with("job", key).with("directive", Json.word(directive.directive()));
      var record = record(partition, key, Json.write(directive), RecordType.DIRECTIVE);
      step.trace().into(record.headers());
      return send(record);
    } catch (Refusal e) {
      throw e.with("directiveId", directive.id());
    }
  }

  @Override
  public Token append(DrainRecord drain) {
    byte[] key = drain.incarnation().getBytes(StandardCharsets.UTF_8);
    int partition = Utils.toPositive(Utils.murmur2(key)) % wire.partitions();
    return send(record(partition, drain.incarnation(), Json.write(drain), RecordType.DRAIN));
  }

  @Override
  public RecordMetadata append(ProducerRecord<byte[], byte[]> record) {
    try {
      return kept(record, RECORD_LOST);
    } catch (Refusal e) {
      throw refusedByKafka(e) ? noRight(record.topic(), e) : e;
    }
  }

  @Override
  public OptionalInt partitions(String topic) {
    try {
      return OptionalInt.of(producer().partitionsFor(topic).size());
    } catch (AuthorizationException e) {
      return OptionalInt.empty();
    } catch (KafkaException e) {
      throw unavailable(RECORD_LOST, e);
    }
  }

  private ProducerRecord<byte[], byte[]> record(
      int partition, String key, byte[] value, RecordType type) {
    return new ProducerRecord<>(
        wire.names().directives(),
        partition,
        key.getBytes(StandardCharsets.UTF_8),
        value,
        type.headers());
  }

  private Token send(ProducerRecord<byte[], byte[]> record) {
    RecordMetadata kept = kept(record, DIRECTIVE_LOST);
    return Token.directive(kept.partition(), kept.offset());
  }

  private RecordMetadata kept(ProducerRecord<byte[], byte[]> record, String otherwise) {
    try {
      return producer().send(record).get(wait.multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw unavailable(otherwise, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(otherwise, e);
    }
  }

  private static boolean refusedByKafka(Refusal refusal) {
    return Stream.iterate((Throwable) refusal, Objects::nonNull, Throwable::getCause)
        .anyMatch(AuthorizationException.class::isInstance);
  }

  private static Refusal noRight(String topic, Refusal cause) {
    return new Refusal(ProblemCode.NOT_REDRIVABLE, RedriveRules.NO_RIGHT.formatted(topic), cause);
  }

  private static Refusal unavailable(String what, Exception e) {
    return new Refusal(ProblemCode.LOG_UNAVAILABLE, what, e).retryAfter(RETRY_AFTER);
  }

  private synchronized Producer<byte[], byte[]> producer() {
    if (producer == null) {
      int millis = Math.toIntExact(wait.toMillis());
      producer =
          clients.producer(
              "windlass-directives",
              Map.of(
                  ProducerConfig.LINGER_MS_CONFIG, 0,
                  ProducerConfig.BUFFER_MEMORY_CONFIG, buffer,
                  ProducerConfig.MAX_BLOCK_MS_CONFIG, millis,
                  ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis,
                  ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis));
    }
    return producer;
  }

  @PreDestroy
  synchronized void close() {
    if (producer != null) {
      producer.close(CLOSE_WITHIN);
    }
  }
}
