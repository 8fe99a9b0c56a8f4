package dev.windlass.job;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How many sub-jobs begin within a second, and how many may. Their instants are told in any order:
 * what is granted later may begin earlier.
 */
public final class PaceWindow {
  /** No grant reaches further ahead than this beyond another. */
  private static final long REMEMBERED_SECONDS = 10;

  /** What begins at an instant, or within a second. */
  private record Beginnings(int count, double rate) {
    static final Beginnings NONE = new Beginnings(0, 0);

    Beginnings and(Beginnings more) {
      return new Beginnings(count + more.count, Math.max(rate, more.rate));
    }

    double excess() {
      return count - rate;
    }
  }

  private final NavigableMap<Instant, Beginnings> all = new TreeMap<>();
  private Beginnings fullest = Beginnings.NONE;
  private double fastest;

  /** Looks at every second that holds this instant, each by its own rate. */
  public void add(Instant at, double mayBegin) {
    all.merge(at, new Beginnings(1, mayBegin), Beginnings::and);
    all.headMap(all.lastKey().minusSeconds(REMEMBERED_SECONDS)).clear();
    var around = all.subMap(at.minusSeconds(1), false, at.plusSeconds(1), false);
    fullest = null;
    fastest = around.values().stream().mapToDouble(Beginnings::rate).max().orElse(0);
    look(List.copyOf(around.entrySet()), at);
  }

  private void look(List<Map.Entry<Instant, Beginnings>> around, Instant at) {
    int within = 0;
    int oldest = 0;
    Deque<Integer> falling = new ArrayDeque<>();
    for (int newest = 0; newest < around.size(); newest++) {
      Beginnings now = around.get(newest).getValue();
      within += now.count();
      while (!falling.isEmpty() && around.get(falling.getLast()).getValue().rate() <= now.rate()) {
        falling.removeLast();
      }
      falling.addLast(newest);
      Instant tooOld = around.get(newest).getKey().minusSeconds(1);
      for (; !around.get(oldest).getKey().isAfter(tooOld); oldest++) {
        within -= around.get(oldest).getValue().count();
        if (falling.getFirst() == oldest) {
          falling.removeFirst();
        }
      }
      Beginnings second = new Beginnings(within, around.get(falling.getFirst()).getValue().rate());
      boolean holdsIt = !around.get(newest).getKey().isBefore(at);
      if (holdsIt && (fullest == null || second.excess() > fullest.excess())) {
        fullest = second;
      }
    }
  }

  /** How many begin in the fullest second that holds the instant that was told last. */
  public int most() {
    return fullest.count();
  }

  /** The fastest within that second, where the pace changes in it; 0 where nothing begins. */
  public double rate() {
    return fullest.rate();
  }

  /** The fastest within a second of it. */
  public double fastest() {
    return fastest;
  }

  public void clear() {
    all.clear();
    fullest = Beginnings.NONE;
    fastest = 0;
  }
}
