package dev.windlass.control;

import dev.windlass.role.Role;
import dev.windlass.role.Roles;
import dev.windlass.wire.Duty;
import dev.windlass.wire.TopicSetup;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The topics are there before the first directive is sent and the first event is waited for. */
@ApplicationScoped
class ControlRole {
  private static final int BEFORE_THE_OTHERS = 100;

  void start(
      @Observes @Priority(BEFORE_THE_OTHERS) StartupEvent event, Roles roles, TopicSetup topics) {
    if (roles.plays(Role.API)) {
      topics.ensure(Duty.API);
    }
    if (roles.plays(Role.SCHEDULER)) {
      topics.ensure(Duty.SCHEDULER);
    }
  }
}
