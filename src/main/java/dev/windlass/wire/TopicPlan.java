package dev.windlass.wire;

import dev.windlass.job.Definition.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** Which topics there must be, how long each keeps its records, and what must not differ. */
public record TopicPlan(WireConfig config) {
  private static final int MAX_MESSAGE_BYTES = 1 << 20;

  /** A compacted topic's newest segment is never compacted, so none may live for a week. */
  private static final Duration COMPACTED_SEGMENT = Duration.ofHours(1);

  /** How long a dead letter is kept, in the log and in the view. */
  public static final Duration DEAD_LETTERS_KEPT = Duration.ofDays(30);

  public List<NewTopic> topics() {
    Topics names = config.names();
    int partitions = config.partitions();
    List<NewTopic> topics = new ArrayList<>();
    topics.add(kept(names.directives(), partitions, Duration.ofDays(7)));
    topics.add(kept(names.claims(), partitions, Duration.ofDays(1)));
    topics.add(kept(names.grants(), partitions, Duration.ofDays(1)));
    topics.add(kept(names.progress(), partitions, Duration.ofDays(3)));
    topics.add(kept(names.results(), partitions, Duration.ofDays(7)));
    topics.add(kept(names.events(), partitions, Duration.ofDays(30)));
    topics.add(kept(names.deadLetters(), 1, DEAD_LETTERS_KEPT));
    topics.add(compacted(names.control(), partitions));
    topics.add(compacted(names.status(), partitions));
    topics.add(compacted(names.workers(), 1));
    for (String task : taskTopics()) {
      topics.add(kept(task, config.taskPartitions(), Duration.ofDays(7)));
    }
    return topics;
  }

  public List<String> shareGroups() {
    return perQueue(config.names()::shareGroup);
  }

  /**
   * The slot of a batch job says its partition, and the partition its state: with another number of
   * partitions every job would be looked for in the wrong place.
   */
  public void refuseOtherPartitions(Map<String, Integer> found) {
    for (String topic : config.names().slotted()) {
      Integer there = found.get(topic);
      if (there != null && there != config.partitions()) {
        throw new UnusableTopic(
            "Topic %s has %d partitions, windlass.topics.partitions says %d. The number never changes in the life of a topic prefix: set windlass.topics.partitions=%d, or begin with another windlass.topics.prefix than '%s'."
                .formatted(topic, there, config.partitions(), there, config.prefix()));
      }
    }
  }

  List<String> taskTopics() {
    return perQueue(config.names()::tasks);
  }

  private List<String> perQueue(java.util.function.BiFunction<String, Priority, String> name) {
    return config.queues().stream()
        .flatMap(queue -> List.of(Priority.values()).stream().map(p -> name.apply(queue, p)))
        .toList();
  }

  private NewTopic kept(String name, int partitions, Duration retention) {
    return topic(name, partitions, Map.of(TopicConfig.RETENTION_MS_CONFIG, millis(retention)));
  }

  private NewTopic compacted(String name, int partitions) {
    return topic(
        name,
        partitions,
        Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_COMPACT,
            TopicConfig.SEGMENT_MS_CONFIG,
            millis(COMPACTED_SEGMENT)));
  }

  private NewTopic topic(String name, int partitions, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(MAX_MESSAGE_BYTES));
    all.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, String.valueOf(Math.max(1, replicas() - 1)));
    return new NewTopic(name, partitions, replicas()).configs(all);
  }

  private short replicas() {
    return config.replicationFactor();
  }

  private static String millis(Duration duration) {
    return String.valueOf(duration.toMillis());
  }
}
