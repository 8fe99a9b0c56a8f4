package dev.windlass.audit;

import java.time.Instant;
import java.util.Map;

/**
 * What somebody did.
 *
 * @param at to the microsecond
 * @param actor null where nobody said who asked
 * @param origin through which front door and from which address; a schedule or a bulk directive;
 *     null where it is not known
 * @param subject what it was done to; null where that can't be read
 */
public record Deed(
    Instant at,
    String actor,
    String origin,
    String action,
    String subject,
    String outcome,
    Map<String, String> detail) {
  public Deed {
    detail = detail == null ? Map.of() : Map.copyOf(detail);
  }
}
