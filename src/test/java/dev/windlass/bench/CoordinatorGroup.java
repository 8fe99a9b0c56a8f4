package dev.windlass.bench;

import dev.windlass.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;

/** The coordinators as the broker sees them: who is there, and who has which partitions. */
final class CoordinatorGroup implements AutoCloseable {
  private static final String GROUP = "windlass-coordinator";
  private static final String DIRECTIVES = "windlass.directives";
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Admin admin;

  CoordinatorGroup(Map<String, Object> kafka) {
    admin = Admin.create(kafka);
  }

  /** The partitions of each member, once so many share them. */
  Map<String, Set<Integer>> awaitMembers(int members) {
    ConsumerGroupDescription settled =
        Await.value(
            members + " coordinators have partitions",
            PATIENCE,
            this::describe,
            now ->
                now.groupState() == GroupState.STABLE
                    && now.members().size() == members
                    && now.members().stream().noneMatch(m -> partitions(m).isEmpty()));
    return settled.members().stream()
        .collect(Collectors.toMap(MemberDescription::consumerId, CoordinatorGroup::partitions));
  }

  /**
   * When the broker gives a member up, by {@link System#nanoTime}: asked again and again, which
   * takes it a millisecond or two each.
   */
  long awaitGone(String member) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (describe().members().stream().anyMatch(m -> m.consumerId().equals(member))) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("The broker has not noticed that " + member + " is gone");
      }
    }
    return System.nanoTime();
  }

  /** Where the next record will lie, whether those before it have been committed or not. */
  Map<TopicPartition, Long> ends(Set<TopicPartition> partitions) throws Exception {
    var wanted = partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
    return admin.listOffsets(wanted).all().get().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
  }

  /** The changelogs of these partitions, as they lie on the broker's disk. */
  long changelogBytes(Set<Integer> partitions) throws Exception {
    return LogSizes.now(admin).entrySet().stream()
        .filter(e -> e.getKey().topic().startsWith(GROUP))
        .filter(e -> partitions.contains(e.getKey().partition()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  @Override
  public void close() {
    admin.close();
  }

  private ConsumerGroupDescription describe() throws Exception {
    return admin.describeConsumerGroups(List.of(GROUP)).describedGroups().get(GROUP).get();
  }

  private static Set<Integer> partitions(MemberDescription member) {
    return member.assignment().topicPartitions().stream()
        .filter(partition -> partition.topic().equals(DIRECTIVES))
        .map(TopicPartition::partition)
        .collect(Collectors.toSet());
  }
}
