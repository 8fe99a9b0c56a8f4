package dev.windlass.cli.kafka;

import dev.windlass.wire.WireConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.SecurityUtils;

/** The rights as a script around Kafka's own tool: each of its calls takes many resources. */
public final class AclCommands {
  private static final String HEAD =
      """
      #!/bin/sh
      # What each role of Windlass may do on Kafka. Written by `windlass export-kafka acls`: change the settings, not this.
      #   BOOTSTRAP=kafka:9093 ADMIN=admin.properties sh acls.sh
      # Users are called after their roles; another principal is named so: WINDLASS_API="User:CN=api" sh acls.sh
      set -eu
      allow() {
        kafka-acls.sh --bootstrap-server "$BOOTSTRAP" --command-config "$ADMIN" --add --allow-principal "$@"
      }
      """;

  /** What one call is for: who, what, on which kind of thing. */
  private record Call(Set<AclOperation> may, ResourceType type, PatternType pattern) {}

  private AclCommands() {}

  public static String of(WireConfig wire, boolean redrive) {
    return HEAD
        + GrantedUser.of(wire, redrive).stream()
            .map(AclCommands::of)
            .collect(Collectors.joining("\n", "\n", ""));
  }

  private static String of(GrantedUser user) {
    String variable = user.name().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    Map<Call, List<String>> calls = new LinkedHashMap<>();
    user.may()
        .forEach(
            (on, may) ->
                calls.computeIfAbsent(call(on, may), c -> new ArrayList<>()).add(on.name()));
    return calls.entrySet().stream()
        .map(call -> line(variable, call.getKey(), call.getValue()))
        .collect(
            Collectors.joining(
                "", "%s=\"${%1$s:-User:%s}\"\n".formatted(variable, user.name()), ""));
  }

  private static Call call(ResourcePattern on, Set<AclOperation> may) {
    return new Call(may, on.resourceType(), on.patternType());
  }

  private static String line(String variable, Call call, List<String> names) {
    String operations =
        call.may().stream()
            .map(o -> "--operation " + SecurityUtils.operationName(o))
            .collect(Collectors.joining(" "));
    String option = "--" + call.type().name().toLowerCase(Locale.ROOT).replace('_', '-');
    String resources = names.stream().map(n -> option + " " + n).collect(Collectors.joining(" "));
    return "allow \"$%s\" --resource-pattern-type %s %s %s\n"
        .formatted(variable, call.pattern().name().toLowerCase(Locale.ROOT), operations, resources);
  }
}
