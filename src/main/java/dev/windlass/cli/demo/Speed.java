package dev.windlass.cli.demo;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * How fast it goes now: over the last seconds, because the rate since the start, which the API
 * tells, is dragged down by every pause.
 */
final class Speed {
  private static final Duration WINDOW = Duration.ofSeconds(3);

  private final Deque<Seen> seen = new ArrayDeque<>();

  private record Seen(long nanos, int done) {}

  void see(long nanos, int done) {
    seen.addLast(new Seen(nanos, done));
    while (nanos - seen.getFirst().nanos() > WINDOW.toNanos()) {
      seen.removeFirst();
    }
  }

  double perSecond() {
    double seconds = (seen.getLast().nanos() - seen.getFirst().nanos()) / 1e9;
    return seconds < 0.1 ? 0 : (seen.getLast().done() - seen.getFirst().done()) / seconds;
  }

  /** Until all of them are done, if it goes on like this; empty while nothing moves. */
  Optional<Duration> eta(int all) {
    double perSecond = perSecond();
    int left = all - seen.getLast().done();
    return perSecond <= 0
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds((long) Math.ceil(left / perSecond)));
  }
}
