package dev.windlass.access;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/**
 * Looks at the key that a request brings. A request without one is left to the provider; where no
 * security is configured, it is anybody's.
 */
@ApplicationScoped
class KeyMechanism implements HttpAuthenticationMechanism {
  /** Before that of the provider. */
  private static final int PRIORITY = DEFAULT_PRIORITY + 1000;

  private final Uni<SecurityIdentity> anybody =
      Uni.createFrom().item(Identity.ANYBODY.asSecurityIdentity());

  private final Security security;

  KeyMechanism(Security security) {
    this.security = security;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identities) {
    if (!security.isOn()) {
      return anybody;
    }
    String from = String.valueOf(context.request().remoteAddress().hostAddress());
    return BroughtKey.of(context.request())
        .map(key -> identities.authenticate(new KeyRequest(key, from)))
        .orElseGet(() -> Uni.createFrom().nullItem());
  }

  /** What is said to those who are refused stands in the answers of each front door. */
  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return security.hasProvider()
        ? Uni.createFrom().nullItem()
        : Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of(KeyRequest.class);
  }

  @Override
  public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
    return Uni.createFrom()
        .item(new HttpCredentialTransport(HttpCredentialTransport.Type.AUTHORIZATION, "key"));
  }

  @Override
  public int getPriority() {
    return PRIORITY;
  }
}
