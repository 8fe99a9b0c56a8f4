package dev.windlass.api;

import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import dev.windlass.role.Role;
import dev.windlass.role.Roles;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** A process that does not play the role api has health and metrics, and no front door. */
final class RoleGate {
  private final Roles roles;

  RoleGate(Roles roles) {
    this.roles = roles;
  }

  @ServerRequestFilter(preMatching = true, nonBlocking = true)
  void closed(ContainerRequestContext request) {
    if (!roles.plays(Role.API)) {
      throw new Refusal(
          ProblemCode.NOT_AN_API,
          "this process plays %s: ask one with the role api".formatted(roles.roles()));
    }
  }
}
