package dev.windlass.projection.rebuild;

import dev.windlass.wire.KafkaClients;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topic of events: its id, its partitions, where they begin and end. */
final class EventLog implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;

  private final Admin admin;
  private final String topic;
  private final UUID id;
  private final Set<TopicPartition> partitions;

  EventLog(KafkaClients clients, String topic) {
    this.topic = topic;
    this.admin = clients.admin("windlass-rebuild-admin");
    try {
      var description = get(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic);
      Uuid uuid = description.topicId();
      id = new UUID(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
      partitions =
          description.partitions().stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .collect(Collectors.toSet());
    } catch (RuntimeException e) {
      admin.close();
      throw e;
    }
  }

  String topic() {
    return topic;
  }

  UUID id() {
    return id;
  }

  Map<Integer, Long> begins() {
    return offsets(OffsetSpec.earliest());
  }

  /** Of what is committed. */
  Map<Integer, Long> ends() {
    return offsets(OffsetSpec.latest());
  }

  private Map<Integer, Long> offsets(OffsetSpec which) {
    Map<TopicPartition, OffsetSpec> asked =
        partitions.stream().collect(Collectors.toMap(partition -> partition, p -> which));
    var answer = admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
    Map<Integer, Long> found = new TreeMap<>();
    get(answer.all()).forEach((at, info) -> found.put(at.partition(), info.offset()));
    return found;
  }

  private <T> T get(KafkaFuture<T> answer) {
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw failed(e.getCause());
    } catch (TimeoutException e) {
      throw new CannotRebuild("Kafka did not answer within " + PATIENCE_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotRebuild("the rebuild was interrupted", e);
    }
  }

  private CannotRebuild failed(Throwable cause) {
    return cause instanceof UnknownTopicOrPartitionException
        ? new CannotRebuild(
            "Kafka has no topic %s: name the right windlass.topics.prefix or Kafka"
                .formatted(topic),
            cause)
        : new CannotRebuild("the topic " + topic + " can't be described: " + cause, cause);
  }

  @Override
  public void close() {
    admin.close();
  }
}
