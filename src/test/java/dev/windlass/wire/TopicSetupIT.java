package dev.windlass.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.testkit.Settings;
import dev.windlass.testkit.TestServers;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TopicSetupIT {
  private final String prefix = "setup-" + UUID.randomUUID();
  private final KafkaClients clients =
      new KafkaClients(Map.of("bootstrap.servers", TestServers.get().bootstrapServers()));

  @Test
  void severalProcessesCreateTheTopicsAtOnce() throws Exception {
    Callable<Void> process =
        () -> {
          setup("3").ensure();
          return null;
        };
    try (ExecutorService processes = Executors.newFixedThreadPool(4)) {
      for (Future<Void> done :
          processes.invokeAll(Stream.generate(() -> process).limit(4).toList())) {
        done.get();
      }
    }
    Map<String, Integer> partitions = partitions();
    assertThat(partitions).hasSize(10 + 3);
    assertThat(new Topics(prefix).slotted()).allMatch(topic -> partitions.get(topic) == 3);
  }

  @Test
  void topicsKeepWhatTheyAreToKeep() throws Exception {
    setup("1").ensure();
    Map<String, String> events = settings(ConfigResource.Type.TOPIC, prefix + ".events");
    assertThat(events)
        .containsEntry("retention.ms", "2592000000")
        .containsEntry("max.message.bytes", "1048576");
    assertThat(settings(ConfigResource.Type.TOPIC, prefix + ".control"))
        .containsEntry("cleanup.policy", "compact");
  }

  @Test
  void aShareGroupReadsFromTheBeginningAndOnlyWhatIsCommitted() throws Exception {
    setup("1").ensure();
    assertThat(settings(ConfigResource.Type.GROUP, prefix + "-default-high"))
        .containsEntry("share.auto.offset.reset", "earliest")
        .containsEntry("share.isolation.level", "read_committed")
        .containsEntry("share.record.lock.duration.ms", "15000");
  }

  @Test
  void anotherNumberOfPartitionsIsRefused() {
    setup("3").ensure();
    assertThatThrownBy(() -> setup("4").ensure())
        .isInstanceOf(UnusableTopic.class)
        .hasMessageContaining("has 3 partitions, windlass.topics.partitions says 4")
        .hasMessageContaining("set windlass.topics.partitions=3");
  }

  private TopicSetup setup(String partitions) {
    Map<String, String> settings = new HashMap<>();
    settings.put("windlass.topics.prefix", prefix);
    settings.put("windlass.topics.partitions", partitions);
    return new TopicSetup(clients, Settings.of(WireConfig.class, settings));
  }

  private Map<String, Integer> partitions() throws Exception {
    try (Admin admin = clients.admin("test")) {
      Collection<String> names =
          admin.listTopics().names().get().stream().filter(n -> n.startsWith(prefix)).toList();
      Map<String, Integer> partitions = new HashMap<>();
      admin
          .describeTopics(names)
          .allTopicNames()
          .get()
          .forEach((name, topic) -> partitions.put(name, topic.partitions().size()));
      return partitions;
    }
  }

  private Map<String, String> settings(ConfigResource.Type type, String name) throws Exception {
    ConfigResource resource = new ConfigResource(type, name);
    try (Admin admin = clients.admin("test")) {
      Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
      Map<String, String> settings = new HashMap<>();
      config.entries().forEach(entry -> settings.put(entry.name(), entry.value()));
      return settings;
    }
  }
}
