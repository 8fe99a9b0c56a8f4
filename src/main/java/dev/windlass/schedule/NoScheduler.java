package dev.windlass.schedule;

import dev.windlass.role.Role;
import dev.windlass.role.Roles;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.ScheduledExecution;
import jakarta.inject.Singleton;

/** Only a process that plays the role has schedules to look after. */
@Singleton
class NoScheduler implements Scheduled.SkipPredicate {
  private final Roles roles;

  NoScheduler(Roles roles) {
    this.roles = roles;
  }

  @Override
  public boolean test(ScheduledExecution execution) {
    return !roles.plays(Role.SCHEDULER);
  }
}
