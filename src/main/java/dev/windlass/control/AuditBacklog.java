package dev.windlass.control;

import java.time.Duration;
import java.time.Instant;

/**
 * What is done and not sealed yet.
 *
 * @param entries so many at least: of each partition of the events, and of the changes, no more
 *     than {@value #MOST} are counted
 * @param oldest when the oldest of them was done; null where all is sealed
 */
public record AuditBacklog(long entries, Instant oldest) {
  /** What bounds the reading, however far behind the sealer is. */
  public static final int MOST = 5_000;

  AuditBacklog and(AuditBacklog other) {
    return new AuditBacklog(entries + other.entries, earlier(oldest, other.oldest));
  }

  /** Zero where all is sealed. */
  public Duration age(Instant now) {
    return oldest == null || oldest.isAfter(now) ? Duration.ZERO : Duration.between(oldest, now);
  }

  private static Instant earlier(Instant one, Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }
}
