package dev.windlass.role;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the roles of this process are: from all that is told of them. */
@ApplicationScoped
class RoleStates {
  private final Roles roles;
  private final Instance<Wellness> truths;

  RoleStates(Roles roles, @Any Instance<Wellness> truths) {
    this.roles = roles;
    this.truths = truths;
  }

  void measure(@Observes StartupEvent event, MeterRegistry meters) {
    for (Role role : roles.roles()) {
      Gauge.builder("windlass_role_well", () -> of(role).equals(Wellness.WELL) ? 1 : 0)
          .description("1 where the role does its work, 0 where it can't")
          .tag("role", word(role))
          .register(meters);
    }
  }

  Map<Role, String> now() {
    Map<Role, String> states = new EnumMap<>(Role.class);
    roles.roles().forEach(role -> states.put(role, of(role)));
    return states;
  }

  static String word(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  private String of(Role role) {
    String troubles =
        truths.stream()
            .filter(truth -> truth.role() == role)
            .map(Wellness::unwell)
            .flatMap(Optional::stream)
            .collect(Collectors.joining("; "));
    return troubles.isEmpty() ? Wellness.WELL : troubles;
  }
}
