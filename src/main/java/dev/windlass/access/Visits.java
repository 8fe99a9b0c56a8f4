package dev.windlass.access;

import io.quarkus.logging.Log;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * Who asks is found out once, at the beginning of a request. An answer that goes on for longer than
 * a moment, a stream of events, asks again: a key may be taken back or expire meanwhile, and so may
 * a token.
 */
@ApplicationScoped
public class Visits {
  private final CurrentIdentityAssociation identities;
  private final Security security;
  private final KeyLogin login;
  private final Duration every;

  Visits(
      CurrentIdentityAssociation identities,
      Security security,
      KeyLogin login,
      SecurityConfig config) {
    this.identities = identities;
    this.security = security;
    this.login = login;
    this.every = config.keysKept();
  }

  /** That of who asks at this moment. */
  public Visit begin() {
    return new Visit(every, security.isOn() ? good(identities.getIdentity()) : () -> true);
  }

  private BooleanSupplier good(SecurityIdentity who) {
    Identity identity = Identity.of(who);
    Credential credential = identity.credential();
    return credential.key() == null
        ? () -> credential.isGood(Instant.now())
        : () -> isGood(credential.key(), identity);
  }

  /** Nobody takes a key back while the database is away, so that is no reason to end. */
  private boolean isGood(KeyHash key, Identity identity) {
    try {
      return login.find(key).filter(identity::equals).isPresent();
    } catch (RuntimeException e) {
      Log.debugf("It is not known whether a key is still good: %s", e.getMessage());
      return true;
    }
  }
}
