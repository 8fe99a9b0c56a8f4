package dev.windlass.api;

import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import dev.windlass.role.Role;
import dev.windlass.role.Roles;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** A process that does not play the role api has no front door. */
final class RoleGate {
  private final Roles roles;

  RoleGate(Roles roles) {
    this.roles = roles;
  }

  @ServerRequestFilter(preMatching = true)
  void closed(ContainerRequestContext request) {
    String path = request.getUriInfo().getPath();
    if (!roles.plays(Role.API) && (path.startsWith("/v1") || path.startsWith("/internal"))) {
      throw new Refusal(
          ProblemCode.ROLE_OFF, "this process plays other roles: ask one with the role api");
    }
  }
}
