package dev.windlass.coordinator;

import dev.windlass.role.Role;
import dev.windlass.role.Roles;
import dev.windlass.role.Wellness;
import dev.windlass.trace.Tracing;
import dev.windlass.wire.Duty;
import dev.windlass.wire.KafkaClients;
import dev.windlass.wire.Lifetimes;
import dev.windlass.wire.TopicSetup;
import dev.windlass.wire.WireConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/** Runs a coordinator while the program is up, if it plays that role. */
@ApplicationScoped
class CoordinatorRole implements Wellness {
  private final Roles roles;
  private final TopicSetup topics;
  private Coordinator coordinator;

  CoordinatorRole(Roles roles, TopicSetup topics) {
    this.roles = roles;
    this.topics = topics;
  }

  void start(
      @Observes StartupEvent event,
      KafkaClients clients,
      WireConfig wire,
      CoordinatorConfig config,
      Lifetimes lifetimes,
      MeterRegistry registry,
      Tracing tracing) {
    if (roles.plays(Role.COORDINATOR)) {
      topics.ensure(Duty.COORDINATOR);
      coordinator = new Coordinator(clients, wire, config, lifetimes, registry, tracing).start();
    }
  }

  void stop(@Observes ShutdownEvent event) {
    if (coordinator != null) {
      coordinator.close();
    }
  }

  @Override
  public Role role() {
    return Role.COORDINATOR;
  }

  @Override
  public Optional<String> unwell() {
    return coordinator == null
        ? Optional.of("the coordinator has not been started")
        : coordinator.unwell();
  }
}
