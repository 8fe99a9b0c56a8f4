package dev.windlass.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.security.Principal;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

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
        .addRoles(words())
        .addAttribute(ATTRIBUTE, this)
        .build();
  }

  /** The metrics tell of all namespaces: they are for those who reach them all. */
  Set<String> words() {
    Set<String> words = new HashSet<>(role.words());
    if (!reach.all()) {
      words.remove(UserRole.METRICS.word());
    }
    return words;
  }

  /** It is the same one, whichever of his keys and sessions he comes with. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Identity one
        && name.equals(one.name)
        && role == one.role
        && reach.equals(one.reach);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, role, reach);
  }

  /** Null where it is not one of ours. */
  static Identity of(SecurityIdentity identity) {
    return identity == null ? null : identity.getAttribute(ATTRIBUTE);
  }
}
