package dev.windlass.access;

import io.quarkus.arc.Arc;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Who asks at this moment, and what he can reach. Where there is no request, the program itself
 * asks, for what somebody was allowed to ask before.
 */
@ApplicationScoped
public class Access {
  private final CurrentVertxRequest request;
  private final CurrentIdentityAssociation identities;

  Access(CurrentVertxRequest request, CurrentIdentityAssociation identities) {
    this.request = request;
    this.identities = identities;
  }

  public Reach reach() {
    if (!isRequest()) {
      return Reach.ALL;
    }
    Identity identity = identity();
    return identity == null ? Reach.NONE : identity.reach();
  }

  /** Null where nobody is known. */
  public Identity identity() {
    return Identity.of(identities.getIdentity());
  }

  /** The same for who must not wait; null also for one whose key is wrong. */
  public Uni<Identity> deferred() {
    return identities
        .getDeferredIdentity()
        .map(Identity::of)
        .onFailure(SecurityException.class)
        .recoverWithNull();
  }

  private boolean isRequest() {
    return Arc.container().requestContext().isActive() && request.getCurrent() != null;
  }
}
