package dev.windlass.wire;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;

/**
 * Creates what is missing of the topics and sets up the share groups, before any client of this
 * process opens. Every role calls it at its start, for what the role uses; several processes may do
 * so at once. Where all is there, no right to create anything is needed.
 */
@ApplicationScoped
public class TopicSetup {
  private static final Logger LOG = Logger.getLogger(TopicSetup.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * Without the first two a new group would skip the tasks sent before it, and read aborted ones. A
   * task that was handed to somebody who is gone comes back after the third, which is the least
   * that a broker allows: a task is looked at for milliseconds.
   */
  private static final Map<String, String> SHARE_GROUP =
      Map.of(
          "share.auto.offset.reset",
          "earliest",
          "share.isolation.level",
          "read_committed",
          "share.record.lock.duration.ms",
          "15000");

  private final KafkaClients clients;
  private final TopicPlan plan;
  private final Rights rights;
  private final Set<Duty> done = EnumSet.noneOf(Duty.class);

  public TopicSetup(KafkaClients clients, WireConfig config) {
    this.clients = clients;
    this.plan = new TopicPlan(config);
    this.rights = new Rights(config);
  }

  /** For all duties at once. */
  public synchronized void ensure() {
    ensure(plan.topics(), plan.shareGroups());
  }

  /** Does nothing from the second call on. */
  public synchronized void ensure(Duty duty) {
    if (!done.contains(duty)) {
      List<String> groups =
          plan.shareGroups().stream().filter(group -> rights.minds(duty, group)).toList();
      ensure(rights.topics(duty), groups);
      done.add(duty);
    }
  }

  private void ensure(List<NewTopic> topics, List<String> shareGroups) {
    try (Admin admin = clients.admin("windlass-topic-setup")) {
      List<NewTopic> created = createMissing(admin, topics);
      plan.refuseOtherPartitions(onceKnown(() -> describe(admin, topics)));
      awaitLeaders(admin, created);
      configureShareGroups(admin, shareGroups);
    }
  }

  private static List<NewTopic> createMissing(Admin admin, List<NewTopic> topics) {
    Set<String> there = get(admin.listTopics().names(), "list the topics");
    List<NewTopic> missing =
        topics.stream().filter(topic -> !there.contains(topic.name())).toList();
    if (missing.isEmpty()) {
      return missing;
    }
    List<String> created = new ArrayList<>();
    admin
        .createTopics(missing)
        .values()
        .forEach(
            (topic, future) -> {
              if (createdHere(topic, future)) {
                created.add(topic);
              }
            });
    LOG.infof("Created %d topics: %s", created.size(), created);
    return missing;
  }

  /**
   * Only a leader that is up tells its offsets. An idempotent producer whose first batch comes too
   * early, and whose second does not, waits two minutes for an order that never comes.
   */
  private static void awaitLeaders(Admin admin, List<NewTopic> topics) {
    Map<TopicPartition, OffsetSpec> all = new HashMap<>();
    for (NewTopic topic : topics) {
      for (int partition = 0; partition < topic.numPartitions(); partition++) {
        all.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
      }
    }
    onceKnown(() -> get(admin.listOffsets(all).all(), "see the leaders of the new topics"));
  }

  private static boolean createdHere(String topic, KafkaFuture<Void> future) {
    try {
      get(future, "create topic " + topic);
      return true;
    } catch (SetupFailed e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw e.getCause() instanceof AuthorizationException
          ? new SetupFailed(
              "see or create topic %s: create it beforehand, with rights as in docs/kafka-security.md"
                  .formatted(topic),
              e.getCause())
          : e;
    }
  }

  /** A topic created a moment ago may not have reached the broker that answers. */
  private static <T> T onceKnown(Supplier<T> question) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return question.get();
      } catch (SetupFailed e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
            || System.nanoTime() > deadline) {
          throw e;
        }
        pause();
      }
    }
  }

  private static Map<String, Integer> describe(Admin admin, List<NewTopic> topics) {
    List<String> names = topics.stream().map(NewTopic::name).toList();
    Map<String, Integer> partitions = new HashMap<>();
    Collection<TopicDescription> all =
        get(admin.describeTopics(names).allTopicNames(), "describe the topics").values();
    all.forEach(topic -> partitions.put(topic.name(), topic.partitions().size()));
    return partitions;
  }

  /** A group that is subscribed to before its settings are known begins with the defaults. */
  private static void configureShareGroups(Admin admin, List<String> groups) {
    List<ConfigResource> unset = unconfigured(admin, groups);
    if (unset.isEmpty()) {
      return;
    }
    setUp(admin, unset);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!unconfigured(admin, groups).isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new SetupFailed(
            "configure the share groups", new TimeoutException("they do not show the settings"));
      }
      pause();
    }
  }

  /** Workers may not where rights are narrow: they come again until a coordinator has done it. */
  private static void setUp(Admin admin, List<ConfigResource> groups) {
    List<AlterConfigOp> settings =
        SHARE_GROUP.entrySet().stream()
            .map(e -> new ConfigEntry(e.getKey(), e.getValue()))
            .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
            .toList();
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    groups.forEach(group -> changes.put(group, settings));
    try {
      get(admin.incrementalAlterConfigs(changes).all(), "configure the share groups");
    } catch (SetupFailed e) {
      throw e.getCause() instanceof AuthorizationException
          ? new SetupFailed(
              "configure the share groups, which a coordinator does at its start", e.getCause())
          : e;
    }
  }

  private static List<ConfigResource> unconfigured(Admin admin, List<String> names) {
    List<ConfigResource> groups =
        names.stream().map(name -> new ConfigResource(ConfigResource.Type.GROUP, name)).toList();
    Map<ConfigResource, Config> found =
        get(admin.describeConfigs(groups).all(), "read the share groups' settings");
    return groups.stream().filter(group -> !configured(found.get(group))).toList();
  }

  private static boolean configured(Config group) {
    return SHARE_GROUP.entrySet().stream()
        .allMatch(
            e -> {
              ConfigEntry found = group.get(e.getKey());
              return found != null && e.getValue().equals(found.value());
            });
  }

  private static void pause() {
    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
  }

  private static <T> T get(KafkaFuture<T> future, String what) {
    try {
      return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new SetupFailed(what, e.getCause());
    } catch (TimeoutException e) {
      throw new SetupFailed(what, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SetupFailed(what, e);
    }
  }

  private static final class SetupFailed extends RuntimeException {
    SetupFailed(String what, Throwable cause) {
      super("Kafka would not let this program " + what + ": " + cause, cause);
    }
  }
}
