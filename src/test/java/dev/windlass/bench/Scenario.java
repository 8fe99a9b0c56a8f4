package dev.windlass.bench;

import java.util.List;
import java.util.Map;

/** One question about the program's speed or size, and how it is answered. */
interface Scenario {
  String name();

  /** What is measured and how, in a sentence or two: it stands above the figures. */
  String about();

  List<Goal> goals();

  /** Settings of the program that differ from its defaults. */
  default Map<String, String> settings() {
    return Map.of();
  }

  /** Where it does not, its place is null. */
  default boolean needsProgram() {
    return true;
  }

  /** Whether each run needs a place in which nothing has happened. */
  default boolean freshPlaces() {
    return false;
  }

  /** Until what is measured has been compiled and its topics and tables have been touched. */
  default void warmUp(Place place) throws Exception {
    for (int i = 0; i < warmUps(); i++) {
      measure(place);
    }
  }

  default int warmUps() {
    return 1;
  }

  /** One run; the place is that of the runs before unless {@link #freshPlaces}. */
  Measured measure(Place place) throws Exception;
}
