package dev.windlass.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.testkit.Settings;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class TopicPlanTest {
  private final TopicPlan plan =
      new TopicPlan(
          Settings.of(WireConfig.class, Map.of("windlass.topics.queues", "default,reports")));

  @Test
  void everySlottedTopicHasTheSamePartitions() {
    List<String> slotted = plan.config().names().slotted();
    assertThat(plan.topics())
        .filteredOn(topic -> slotted.contains(topic.name()))
        .hasSameSizeAs(slotted)
        .allSatisfy(topic -> assertThat(topic.numPartitions()).isEqualTo(12));
  }

  @Test
  void eachQueueHasATopicAndAShareGroupForEachPriority() {
    assertThat(plan.topics())
        .extracting(NewTopic::name)
        .contains("windlass.tasks.default.high", "windlass.tasks.reports.low");
    assertThat(plan.shareGroups())
        .hasSize(6)
        .contains("windlass-default-normal", "windlass-reports-high");
  }

  @Test
  void topicsThatAreReadAsTablesAreCompacted() {
    assertThat(plan.topics())
        .filteredOn(topic -> "compact".equals(topic.configs().get("cleanup.policy")))
        .extracting(NewTopic::name)
        .containsExactlyInAnyOrder("windlass.control", "windlass.status", "windlass.workers");
  }

  @Test
  void anotherNumberOfPartitionsIsRefusedWithTheWayOut() {
    assertThatThrownBy(() -> plan.refuseOtherPartitions(Map.of("windlass.claims", 3)))
        .isInstanceOf(UnusableTopic.class)
        .hasMessage(
            "Topic windlass.claims has 3 partitions, windlass.topics.partitions says 12. The number"
                + " never changes in the life of a topic prefix: set windlass.topics.partitions=3,"
                + " or begin with another windlass.topics.prefix than 'windlass'.");
  }

  @Test
  void queuesMayHaveAnyNumberOfPartitions() {
    assertThatCode(
            () ->
                plan.refuseOtherPartitions(
                    Map.of("windlass.tasks.default.high", 9, "windlass.workers", 2)))
        .doesNotThrowAnyException();
  }
}
