package dev.windlass.control;

import dev.windlass.access.Identity;
import java.time.Instant;

/**
 * A key as it is shown: without the key.
 *
 * @param session made by logging in
 * @param expiresAt null for never
 */
public record ApiKey(
    String id,
    Identity identity,
    boolean session,
    Instant createdAt,
    String createdBy,
    Instant expiresAt) {
  /** Where a list goes on. */
  public record Place(Instant createdAt, String id) {}

  boolean isGood(Instant now) {
    return expiresAt == null || now.isBefore(expiresAt);
  }
}
