package dev.windlass.role;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.stream.Collectors;

/** A process that does not play the role api has health and metrics, and no front door. */
@Provider
@PreMatching
public class OnlyApiAnswers implements ContainerRequestFilter {
  private final Roles roles;

  OnlyApiAnswers(Roles roles) {
    this.roles = roles;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (!roles.plays(Role.API)) {
      request.abortWith(
          Response.status(Response.Status.NOT_FOUND)
              .header(HttpHeaders.CONTENT_TYPE, "application/problem+json")
              .entity(problem())
              .build());
    }
  }

  private String problem() {
    return """
        {"type":"about:blank","title":"Not Found","status":404,"code":"not-an-api",\
        "detail":"This process plays the roles %s; ask one that plays the role api."}"""
        .formatted(roles.roles().stream().map(RoleStates::word).collect(Collectors.joining(", ")));
  }
}
