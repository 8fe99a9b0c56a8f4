package dev.windlass.coordinator;

import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams.State;

/**
 * Whether the coordinator has its partitions. While it takes them it decides nothing; that is soon
 * over, or somebody should know.
 */
final class Taking {
  private final Surroundings.MonotonicClock clock;
  private final Duration unwellAfter;
  private State state = State.CREATED;
  private long since;
  private boolean ran;

  Taking(Surroundings.MonotonicClock clock, Duration unwellAfter) {
    this.clock = clock;
    this.unwellAfter = unwellAfter;
    this.since = clock.millis();
  }

  synchronized void changed(State now) {
    state = now;
    since = clock.millis();
    ran |= now == State.RUNNING;
  }

  synchronized Optional<String> unwell() {
    if (!ran) {
      return Optional.of("the coordinator has not taken its partitions yet: it is " + state);
    }
    if (!state.isRunningOrRebalancing()) {
      return Optional.of("the coordinator is " + state);
    }
    Duration lasts = Duration.ofMillis(clock.millis() - since);
    boolean tooLong = state == State.REBALANCING && lasts.compareTo(unwellAfter) > 0;
    return tooLong
        ? Optional.of("the coordinator takes its partitions for " + lasts.toSeconds() + " s by now")
        : Optional.empty();
  }
}
