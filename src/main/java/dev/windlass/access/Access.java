package dev.windlass.access;

import io.quarkus.arc.Arc;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who asks at this moment, and what he can reach. Where there is no request, the program itself
 * asks, for what somebody was allowed to ask before.
 */
@ApplicationScoped
public class Access {
  private static final String PROGRAM = "windlass";

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

  /**
   * The same where the framework has no request scope yet; whoever can't be known is a stranger.
   */
  public static Uni<Optional<Identity>> of(RoutingContext context) {
    context.remove(QuarkusHttpUser.AUTH_FAILURE_HANDLER); // it would answer a wrong key by itself
    Uni<SecurityIdentity> known = QuarkusHttpUser.getSecurityIdentity(context, null);
    return known == null
        ? Uni.createFrom().item(Optional.empty())
        : known
            .map(identity -> Optional.ofNullable(Identity.of(identity)))
            .onFailure()
            .recoverWithItem(Optional.empty());
  }

  /** The name of who asks, for the audit; where there is no request, the program does it itself. */
  public String name() {
    if (!isRequest()) {
      return PROGRAM;
    }
    Identity identity = identity();
    return identity == null ? Identity.ANYBODY.name() : identity.name();
  }

  /**
   * Through which front door, from which address and with which key, whose name another may have,
   * too; null where there is no request.
   */
  public String origin() {
    if (!isRequest()) {
      return null;
    }
    HttpServerRequest asking = request.getCurrent().request();
    String address = asking.remoteAddress() == null ? null : asking.remoteAddress().hostAddress();
    return Stream.of(Doors.of(asking.path()), address, key())
        .filter(Objects::nonNull)
        .collect(Collectors.joining(" "));
  }

  /** Null also for a stranger who logs in, or whose session is over. */
  private String key() {
    try {
      Identity identity = identity();
      return identity == null ? null : identity.credential().id();
    } catch (SecurityException stranger) {
      return null;
    }
  }

  private boolean isRequest() {
    return Arc.container().requestContext().isActive() && request.getCurrent() != null;
  }
}
