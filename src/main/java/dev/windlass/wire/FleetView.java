package dev.windlass.wire;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The workers that are there now, as they say themselves. One that was silent for a few beats, by
 * the reader's own clock, is gone; what a stopped worker said before the reader began fades so too.
 */
public final class FleetView {
  private static final Duration PATIENCE =
      WorkerRecord.BEAT.multipliedBy(WorkerRecord.BEATS_UNTIL_GONE);

  private record Heard(WorkerRecord worker, long at) {}

  private final Map<String, Heard> heard = new ConcurrentHashMap<>();
  private final LongSupplier nanoClock;

  public FleetView(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  public void heard(WorkerRecord worker) {
    heard.put(worker.incarnation(), new Heard(worker, nanoClock.getAsLong()));
  }

  public void left(String incarnation) {
    heard.remove(incarnation);
  }

  public List<WorkerRecord> workers() {
    long now = nanoClock.getAsLong();
    heard.values().removeIf(h -> now - h.at() > PATIENCE.toNanos());
    Collection<Heard> there = heard.values();
    return there.stream().map(Heard::worker).toList();
  }

  /** Slots that take tasks of a queue. */
  public int slots(String queue) {
    return workers().stream()
        .filter(w -> !w.draining() && w.queues().contains(queue))
        .mapToInt(w -> Math.max(0, w.slots() - w.stuck()))
        .sum();
  }
}
