package dev.windlass.access;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Who brings a key; one that is at hand costs no thread. */
@ApplicationScoped
class KeyIdentities implements IdentityProvider<KeyRequest> {
  private final KeyLogin login;

  KeyIdentities(KeyLogin login) {
    this.login = login;
  }

  @Override
  public Class<KeyRequest> getRequestType() {
    return KeyRequest.class;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      KeyRequest request, AuthenticationRequestContext context) {
    Optional<Identity> known = login.atHand(request.key());
    return known.isPresent()
        ? Uni.createFrom().item(known.get().asSecurityIdentity())
        : context.runBlocking(
            () -> login.elsewhere(request.key(), request.from()).asSecurityIdentity());
  }
}
