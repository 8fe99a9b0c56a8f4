package dev.windlass.projection;

/** Another projection wrote these records first: what was read here counts for nothing. */
final class LostRace extends RuntimeException {
  LostRace(String message) {
    super(message);
  }
}
