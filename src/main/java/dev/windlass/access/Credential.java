package dev.windlass.access;

import java.time.Instant;

/**
 * What somebody is known by.
 *
 * @param id as the audit names it: a key's, a session's, or whose token it is; null where nobody is
 *     asked
 * @param key null for a token
 * @param session was it made by logging in?
 * @param began the key that a session began with; null for one that began with a token
 * @param expiresAt null for never
 */
public record Credential(
    String id, KeyHash key, boolean session, KeyHash began, Instant expiresAt) {
  public static final Credential NONE = new Credential(null, null, false, null, null);

  public static Credential ofKey(String id, KeyHash key, Instant expiresAt) {
    return new Credential(id, key, false, null, expiresAt);
  }

  static Credential ofToken(String id, Instant expiresAt) {
    return new Credential(id, null, false, null, expiresAt);
  }

  public Credential asSessionOf(Credential login) {
    return new Credential(id, key, true, login.key(), expiresAt);
  }

  public boolean isGood(Instant now) {
    return expiresAt == null || now.isBefore(expiresAt);
  }
}
