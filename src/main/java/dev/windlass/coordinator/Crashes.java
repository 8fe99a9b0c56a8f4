package dev.windlass.coordinator;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.errors.StreamsException;

/**
 * Where each partition was when its task died. Once is an accident; twice at the same place is
 * something that this program does not get past, until it lives on for a while.
 */
final class Crashes {
  /** Inputs and looks at the clock; of the latter there are a hundred a second. */
  private static final int SIGNS_OF_LIFE = 1000;

  private static final class Life {
    String place = "its beginning";
    int signs;
    String stuck;
    final Map<String, Integer> deaths = new HashMap<>();
  }

  private final Map<Integer, Life> lives = new HashMap<>();

  synchronized void at(int partition, String place) {
    of(partition).place = place;
    alive(partition);
  }

  synchronized void alive(int partition) {
    Life life = of(partition);
    if (++life.signs == SIGNS_OF_LIFE) {
      life.deaths.clear();
      life.stuck = null;
    }
  }

  void died(Throwable thrown) {
    if (thrown instanceof StreamsException e && e.taskId().isPresent()) {
      died(e.taskId().get().partition(), thrown);
    }
  }

  synchronized void died(int partition, Throwable thrown) {
    Life life = of(partition);
    life.signs = 0;
    if (life.deaths.merge(life.place, 1, Integer::sum) > 1) {
      life.stuck =
          "partition %d died twice at %s: %s".formatted(partition, life.place, thrown.getMessage());
    }
  }

  synchronized Optional<String> stuck() {
    return lives.values().stream().filter(l -> l.stuck != null).map(l -> l.stuck).findFirst();
  }

  private Life of(int partition) {
    return lives.computeIfAbsent(partition, p -> new Life());
  }
}
