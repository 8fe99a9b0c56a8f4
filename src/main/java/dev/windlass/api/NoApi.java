package dev.windlass.api;

import dev.windlass.role.Role;
import dev.windlass.role.Roles;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.ScheduledExecution;
import jakarta.inject.Singleton;

/** Only a process that plays the role tells what the views add up to. */
@Singleton
class NoApi implements Scheduled.SkipPredicate {
  private final Roles roles;

  NoApi(Roles roles) {
    this.roles = roles;
  }

  @Override
  public boolean test(ScheduledExecution execution) {
    return !roles.plays(Role.API);
  }
}
