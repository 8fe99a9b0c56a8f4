package dev.windlass.cli.kafka;

import dev.windlass.wire.Duty;
import dev.windlass.wire.Right;
import dev.windlass.wire.Rights;
import dev.windlass.wire.WireConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourcePattern;

/** A user of Kafka and what it may do to each resource, in a stable order. */
record GrantedUser(String name, Map<ResourcePattern, Set<AclOperation>> may) {
  private static final Comparator<ResourcePattern> ORDER =
      Comparator.comparing(ResourcePattern::resourceType)
          .thenComparing(ResourcePattern::patternType)
          .thenComparing(ResourcePattern::name);

  /** One for each role, and one for {@code rebuild-views}. */
  static List<GrantedUser> of(WireConfig wire, boolean redrive) {
    Map<String, List<Right>> byUser = new LinkedHashMap<>();
    for (Duty duty :
        Arrays.stream(Duty.values()).filter(d -> redrive || d != Duty.REDRIVE).toList()) {
      byUser
          .computeIfAbsent(duty.user(wire.names()), name -> new ArrayList<>())
          .addAll(new Rights(wire).of(duty));
    }
    return byUser.entrySet().stream().map(e -> of(e.getKey(), e.getValue())).toList();
  }

  private static GrantedUser of(String name, List<Right> rights) {
    Map<ResourcePattern, Set<AclOperation>> may = new LinkedHashMap<>();
    rights.stream()
        .sorted(Comparator.comparing(Right::on, ORDER))
        .forEach(r -> may.computeIfAbsent(r.on(), on -> new TreeSet<>()).add(r.may()));
    return new GrantedUser(name, may);
  }
}
