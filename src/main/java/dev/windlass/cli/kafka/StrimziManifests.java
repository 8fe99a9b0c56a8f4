package dev.windlass.cli.kafka;

import dev.windlass.wire.TopicPlan;
import dev.windlass.wire.WireConfig;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.SecurityUtils;

/** Users and topics for Strimzi's operators, 0.49 or newer. */
public record StrimziManifests(WireConfig wire, String cluster) {
  private static final String HEAD =
      "# Written by `windlass export-kafka %s`: change the settings, not this.\n";

  public String users(boolean redrive) {
    return GrantedUser.of(wire, redrive).stream()
        .map(this::user)
        .collect(Collectors.joining("", HEAD.formatted("users"), ""));
  }

  public String topics() {
    return new TopicPlan(wire)
        .topics().stream()
            .map(this::topic)
            .collect(Collectors.joining("", HEAD.formatted("topics"), ""));
  }

  private String user(GrantedUser user) {
    String acls =
        user.may().entrySet().stream()
            .map(entry -> acl(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining());
    return head("KafkaUser", user.name())
        + """
          authentication:
            type: scram-sha-512
          authorization:
            type: simple
            acls:
        """
        + acls;
  }

  private static String acl(ResourcePattern on, Set<AclOperation> may) {
    return """
              - resource:
                  type: %s
                  name: "%s"
                  patternType: %s
                operations: [%s]
        """
        .formatted(
            on.resourceType() == ResourceType.TRANSACTIONAL_ID
                ? "transactionalId"
                : on.resourceType().name().toLowerCase(Locale.ROOT),
            on.name(),
            on.patternType() == PatternType.PREFIXED ? "prefix" : "literal",
            may.stream().map(SecurityUtils::operationName).collect(Collectors.joining(", ")));
  }

  private String topic(NewTopic topic) {
    Map<String, String> settings = new TreeMap<>(topic.configs());
    return head("KafkaTopic", topic.name())
        + """
          topicName: "%s"
          partitions: %d
          replicas: %d
          config:
        """
            .formatted(topic.name(), topic.numPartitions(), topic.replicationFactor())
        + settings.entrySet().stream()
            .map(setting -> "    %s: \"%s\"\n".formatted(setting.getKey(), setting.getValue()))
            .collect(Collectors.joining());
  }

  private String head(String kind, String name) {
    return """
        ---
        apiVersion: kafka.strimzi.io/v1
        kind: %s
        metadata:
          name: "%s"
          labels:
            strimzi.io/cluster: "%s"
        spec:
        """
        .formatted(kind, kubernetesName(name), cluster);
  }

  /** Topics may have letters that Kubernetes does not take; the topic's own name stands beside. */
  private static String kubernetesName(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "-");
  }
}
