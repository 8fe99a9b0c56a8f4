package dev.windlass.role;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started is a process whose roles have all been well once; what comes later is for readiness. */
@Startup
@ApplicationScoped
class StartedCheck implements HealthCheck {
  private final RoleStates states;
  private volatile HealthCheckResponse started;

  StartedCheck(RoleStates states) {
    this.states = states;
  }

  @Override
  public HealthCheckResponse call() {
    if (started != null) {
      return started;
    }
    HealthCheckResponse response = RolesCheck.response("started", states.now());
    if (response.getStatus() == HealthCheckResponse.Status.UP) {
      started = response;
    }
    return response;
  }
}
