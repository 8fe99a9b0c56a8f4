package dev.windlass.projection;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** Puts a consumer where the views stand, after looking whether the log is theirs. */
final class Places {
  private final Feed feed;
  private final Admin admin;
  private final Database database;
  private final OffsetTable offsets;
  private final boolean cutIsFine;

  Places(Feed feed, Admin admin, Database database, boolean beginWithCutLog) {
    this.feed = feed;
    this.admin = admin;
    this.database = database;
    this.offsets = new OffsetTable(feed.topic());
    this.cutIsFine = beginWithCutLog;
  }

  /** The stored offset of each partition, by which the next transaction is compared. */
  Map<Integer, Long> take(
      KafkaConsumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
    UUID id = topicId();
    Map<TopicPartition, Long> begins = offsets(partitions, OffsetSpec.earliest());
    Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
    Map<Integer, Long> places = new HashMap<>();
    for (TopicPartition at : partitions) {
      LogPart part = new LogPart(at.topic(), at.partition(), id, begins.get(at), ends.get(at));
      Stored stored = stored(part);
      consumer.seek(at, part.goesOnAt(stored, feed.compacted()));
      places.put(at.partition(), stored.nextOffset());
    }
    return places;
  }

  private Stored stored(LogPart part) {
    return database.transaction(
        connection -> {
          var partitions = List.of(part.partition());
          Stored known = offsets.read(connection, partitions).get(part.partition());
          if (known != null) {
            return known;
          }
          offsets.begin(connection, part, part.goesOnAt(null, cutIsFine || feed.compacted()));
          return offsets.read(connection, partitions).get(part.partition());
        });
  }

  private UUID topicId() {
    var description = admin.describeTopics(List.of(feed.topic())).allTopicNames();
    Uuid id = get(description, "described").get(feed.topic()).topicId();
    return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits());
  }

  private Map<TopicPartition, Long> offsets(
      Collection<TopicPartition> partitions, OffsetSpec which) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, which));
    var answer = admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
    Map<TopicPartition, Long> found = new HashMap<>();
    get(answer.all(), "measured").forEach((at, info) -> found.put(at, info.offset()));
    return found;
  }

  private <T> T get(KafkaFuture<T> answer, String what) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new KafkaException(
          "the topic " + feed.topic() + " can't be " + what + ": " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Closing();
    }
  }
}
