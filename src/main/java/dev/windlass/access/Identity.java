package dev.windlass.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.security.Principal;

/** Somebody who is known: a name, a role, how far it goes, and what he is known by. */
public record Identity(String name, UserRole role, Reach reach, Credential credential) {
  private static final String ATTRIBUTE = "windlass.identity";

  /** Everybody, where no security is configured. */
  static final Identity ANYBODY = new Identity("anonymous", UserRole.ADMINISTRATOR, Reach.ALL);

  public Identity(String name, UserRole role, Reach reach) {
    this(name, role, reach, Credential.NONE);
  }

  public Identity with(Credential other) {
    return new Identity(name, role, reach, other);
  }

  /** Was he asked who he is? */
  public boolean isKnown() {
    return !credential.equals(Credential.NONE);
  }

  SecurityIdentity asSecurityIdentity() {
    return asSecurityIdentity(new QuarkusPrincipal(name));
  }

  SecurityIdentity asSecurityIdentity(Principal principal) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(principal)
        .addRoles(role.words())
        .addAttribute(ATTRIBUTE, this)
        .build();
  }

  /** Null where it is not one of ours. */
  static Identity of(SecurityIdentity identity) {
    return identity == null ? null : identity.getAttribute(ATTRIBUTE);
  }
}
