package dev.windlass.control;

import java.time.Instant;

/**
 * Which entries of the audit; null asks for nothing.
 *
 * @param action one, such as {@code definition.delete}, or all of a kind: {@code definition}
 * @param from this instant or later
 * @param to before this instant
 */
public record AuditFilter(
    String namespace, String actor, String action, String subject, Instant from, Instant to) {
  /** Where a list goes on. */
  public record Place(Instant at, String namespace, long position) {}
}
