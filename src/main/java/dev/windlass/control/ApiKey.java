package dev.windlass.control;

import dev.windlass.access.Identity;
import java.time.Instant;

/** A key, or the session of somebody who logged in, as it is shown: without its text. */
public record ApiKey(Identity identity, Instant createdAt, String createdBy) {
  /** Where a list goes on. */
  public record Place(Instant createdAt, String id) {}

  public String id() {
    return identity.credential().id();
  }

  public boolean session() {
    return identity.credential().session();
  }

  /** Null for never. */
  public Instant expiresAt() {
    return identity.credential().expiresAt();
  }

  ApiKey asSessionOf(Identity login) {
    return new ApiKey(
        identity.with(identity.credential().asSessionOf(login.credential())), createdAt, createdBy);
  }
}
