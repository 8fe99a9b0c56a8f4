package dev.windlass.projection.rebuild;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a rebuild found and did.
 *
 * @param logBegins the oldest instant that the cut log tells; null where it has its beginning
 * @param events that were read
 * @param kept batch jobs of which the log has nothing: taken from the live views
 * @param partlyKept batch jobs whose beginning is lost
 * @param leftOut events that can't be read, or not in full
 * @param doubtful batch jobs that differ and have such events
 * @param different batch jobs, of which {@code details} tells some
 * @param counters rows that speak of whole partitions and differ
 * @param stoodStill how long the live projection waited
 */
public record Report(
    Instant logBegins,
    long events,
    Duration took,
    Duration stoodStill,
    int kept,
    int partlyKept,
    int leftOut,
    List<String> leftOutReasons,
    int jobs,
    int equal,
    int different,
    int onlyLive,
    int onlyRebuilt,
    int doubtful,
    List<Difference> counters,
    List<Difference> details,
    boolean switched) {
  public boolean same() {
    return different == 0 && counters.isEmpty();
  }
}
