package dev.windlass.api;

import dev.windlass.access.Access;
import dev.windlass.access.Identity;
import dev.windlass.access.Rates;
import dev.windlass.access.Security;
import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Nobody takes all of the server's time, and who is not known is told how to become so. */
final class IdentityLimits {
  private final Security security;
  private final Access access;
  private final Rates rates;

  IdentityLimits(Security security, Access access, Rates rates) {
    this.security = security;
    this.access = access;
    this.rates = rates;
  }

  @ServerRequestFilter(nonBlocking = true, priority = 0)
  Uni<Void> enter() {
    return security.isOn()
        ? access.deferred().invoke(this::require).replaceWithVoid()
        : Uni.createFrom().voidItem();
  }

  private void require(Identity identity) {
    if (identity != null && !rates.allows(identity)) {
      throw new Refusal(
              ProblemCode.RATE_LIMITED,
              "'%s' makes more than %d requests a second (windlass.security.requests-per-second)"
                  .formatted(identity.name(), rates.requestsPerSecond()))
          .retryAfter(Duration.ofSeconds(1));
    }
  }

  /** Basic is for the foreign doors only: a browser would ask for a password by itself. */
  @ServerResponseFilter
  void leave(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getStatus() == 401) {
      String path = request.getUriInfo().getPath();
      response.getHeaders().add(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"windlass\"");
      if (!path.startsWith("/v1/")) {
        response.getHeaders().add(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"windlass\"");
      }
    }
  }
}
