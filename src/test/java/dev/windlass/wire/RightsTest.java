package dev.windlass.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.role.Role;
import dev.windlass.testkit.Settings;
import dev.windlass.testkit.Written;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.SecurityUtils;
import org.junit.jupiter.api.Test;

class RightsTest {
  private static final Path DOC = Path.of("docs", "kafka-security.md");

  private final WireConfig wire = Settings.of(WireConfig.class, Map.of());
  private final Rights rights = new Rights(wire);

  @Test
  void everyRoleHasADutyOfItsName() {
    assertThat(Arrays.stream(Duty.values()).map(Duty::name))
        .containsAll(Arrays.stream(Role.values()).map(Role::name).toList());
  }

  @Test
  void togetherTheRolesUseAllTopicsAndShareGroups() {
    TopicPlan plan = new TopicPlan(wire);
    Set<String> used =
        Arrays.stream(Role.values())
            .flatMap(role -> rights.topics(Duty.valueOf(role.name())).stream())
            .map(NewTopic::name)
            .collect(Collectors.toSet());
    assertThat(used)
        .containsExactlyInAnyOrderElementsOf(plan.topics().stream().map(NewTopic::name).toList());
    assertThat(plan.shareGroups())
        .allMatch(group -> rights.minds(Duty.COORDINATOR, group))
        .allMatch(group -> rights.minds(Duty.WORKER, group))
        .noneMatch(group -> rights.minds(Duty.API, group));
  }

  /** Who wrote a second time what another writes would be believed. */
  @Test
  void aTopicHasOneWriter() {
    Map<String, List<Duty>> writers =
        rights.all().stream()
            .filter(
                r -> r.may() == AclOperation.WRITE && r.on().resourceType() == ResourceType.TOPIC)
            .filter(r -> r.duty() != Duty.REDRIVE && r.duty() != Duty.SCHEDULER)
            .collect(
                Collectors.groupingBy(
                    r -> r.on().name(), Collectors.mapping(Right::duty, Collectors.toList())));
    assertThat(writers.remove(wire.names().deadLetters())).hasSize(3);
    assertThat(writers.values()).allMatch(duties -> duties.size() == 1);
  }

  @Test
  void nobodyMayDoAnythingToTheClusterOrToWhatIsNotNamedAfterThePrefix() {
    WireConfig other =
        Settings.of(
            WireConfig.class,
            Map.of("windlass.topics.prefix", "blue", "windlass.topics.queues", "default,slow"));
    assertThat(new Rights(other).all())
        .allMatch(r -> r.on().resourceType() != ResourceType.CLUSTER)
        .allMatch(r -> r.on().name().startsWith("blue.") || r.on().name().startsWith("blue-"))
        .anyMatch(r -> r.on().name().equals("blue.tasks.slow.high"))
        .anyMatch(r -> r.on().name().equals("blue-slow-high"));
  }

  @Test
  void theDocumentationHasTheTable() {
    Written.checkSection(
        DOC,
        "rights",
        rights.all().stream()
            .sorted(Comparator.comparing(Right::duty))
            .map(RightsTest::shown)
            .distinct()
            .collect(
                Collectors.joining("", "| who | may | on | what for |\n|---|---|---|---|\n", "")));
  }

  /** Names of queues and priorities are left out: a line for each would say nothing more. */
  private static String shown(Right right) {
    String name =
        right
            .on()
            .name()
            .replaceFirst("tasks\\.default\\.\\w+$", "tasks.{queue}.{priority}")
            .replaceFirst("-default-\\w+$", "-{queue}-{priority}");
    return "| `%s` | %s | %s `%s` | %s |\n"
        .formatted(
            Json.word(right.duty()),
            SecurityUtils.operationName(right.may()),
            Json.word(right.on().resourceType()).replace('-', ' '),
            right.on().patternType() == PatternType.PREFIXED ? name + "*" : name,
            right.why());
  }
}
