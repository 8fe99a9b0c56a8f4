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
  private static final long A_WHILE_MILLIS = 10_000;

  private static final class Life {
    String place = "its beginning";
    Long aliveSince;
    String stuck;
    final Map<String, Integer> deaths = new HashMap<>();
  }

  private final Surroundings.MonotonicClock clock;
  private final Map<Integer, Life> lives = new HashMap<>();

  Crashes(Surroundings.MonotonicClock clock) {
    this.clock = clock;
  }

  synchronized void at(int partition, String place) {
    of(partition).place = place;
    alive(partition);
  }

  synchronized void alive(int partition) {
    Life life = of(partition);
    if (life.aliveSince == null) {
      life.aliveSince = clock.millis();
    } else if (clock.millis() - life.aliveSince > A_WHILE_MILLIS) {
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
    life.aliveSince = null;
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
