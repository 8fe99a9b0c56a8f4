package dev.windlass.role;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready is a process whose roles all do their work; the answer says of each how it is. */
@Readiness
@ApplicationScoped
class RolesCheck implements HealthCheck {
  private final RoleStates states;

  RolesCheck(RoleStates states) {
    this.states = states;
  }

  @Override
  public HealthCheckResponse call() {
    return response("roles", states.now());
  }

  static HealthCheckResponse response(String name, Map<Role, String> unwell) {
    HealthCheckResponseBuilder response = HealthCheckResponse.named(name);
    boolean up = true;
    for (Map.Entry<Role, String> state : unwell.entrySet()) {
      response.withData(RoleStates.word(state.getKey()), state.getValue());
      up &= state.getValue().equals(Wellness.WELL);
    }
    return response.status(up).build();
  }
}
