package dev.windlass.cli.follow;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * How fast it goes now: over the last seconds, because the rate that the API tells looks back twice
 * as far, which is too far for a demo that pauses for two.
 */
public final class Speed {
  private static final Duration WINDOW = Duration.ofSeconds(3);

  private final Deque<Seen> seen = new ArrayDeque<>();

  private record Seen(long nanos, long done) {}

  public Standing.Pace see(long nanos, Standing standing) {
    seen.addLast(new Seen(nanos, standing.done()));
    while (nanos - seen.getFirst().nanos() > WINDOW.toNanos()) {
      seen.removeFirst();
    }
    return new Standing.Pace(perSecond(), left(standing.expected()));
  }

  private double perSecond() {
    double seconds = (seen.getLast().nanos() - seen.getFirst().nanos()) / 1e9;
    return seconds < 0.1 ? 0 : (seen.getLast().done() - seen.getFirst().done()) / seconds;
  }

  private Optional<Duration> left(long all) {
    double perSecond = perSecond();
    long left = all - seen.getLast().done();
    return perSecond <= 0
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds((long) Math.ceil(left / perSecond)));
  }
}
