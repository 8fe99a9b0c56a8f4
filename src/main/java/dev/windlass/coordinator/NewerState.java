package dev.windlass.coordinator;

import java.util.Optional;

/** A newer coordinator has written this state: this one must leave it alone. */
final class NewerState extends RuntimeException {
  NewerState(Class<?> type, int schema) {
    super(
        "The state holds a %s of schema %d, and this program knows schemas up to %d: a newer version has run here. Run that version or a newer one."
            .formatted(type.getSimpleName(), schema, StateCodec.SCHEMA));
  }

  /** Where that is what went wrong. */
  static Optional<NewerState> behind(Throwable thrown) {
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      if (at instanceof NewerState newer) {
        return Optional.of(newer);
      }
    }
    return Optional.empty();
  }
}
