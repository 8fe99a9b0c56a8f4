package dev.windlass.job;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Which sub-jobs begin in the second before the last of them, and how many may. */
public final class PaceWindow {
  private record Beginning(Instant at, double rate) {}

  private final Deque<Beginning> beginnings = new ArrayDeque<>();

  public void add(Instant at, double rate) {
    beginnings.add(new Beginning(at, rate));
    while (!beginnings.peek().at().isAfter(at.minusSeconds(1))) {
      beginnings.poll();
    }
  }

  public int size() {
    return beginnings.size();
  }

  /** The fastest where the pace changed within the second; 0 where nothing begins. */
  public double rate() {
    return beginnings.stream().mapToDouble(Beginning::rate).max().orElse(0);
  }

  public void clear() {
    beginnings.clear();
  }
}
