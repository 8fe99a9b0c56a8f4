package dev.windlass.job;

import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How many sub-jobs begin within a second, and how many may. Their instants are told in any order:
 * what is granted later may begin earlier.
 */
public final class PaceWindow {
  /** No grant reaches further ahead than this beyond another. */
  private static final long REMEMBERED_SECONDS = 10;

  private record Beginnings(int count, double rate) {
    Beginnings and(Beginnings more) {
      return new Beginnings(count + more.count, Math.max(rate, more.rate));
    }
  }

  private final NavigableMap<Instant, Beginnings> all = new TreeMap<>();
  private int most;
  private double rate;

  /** Looks at every second that holds this instant. */
  public void add(Instant at, double mayBegin) {
    all.merge(at, new Beginnings(1, mayBegin), Beginnings::and);
    all.headMap(all.lastKey().minusSeconds(REMEMBERED_SECONDS)).clear();
    var around = all.subMap(at.minusSeconds(1), false, at.plusSeconds(1), false);
    rate = around.values().stream().mapToDouble(Beginnings::rate).max().orElse(0);
    most = 0;
    int within = 0;
    var first = around.entrySet().iterator();
    var oldest = first.next();
    for (var newest : around.entrySet()) {
      within += newest.getValue().count();
      while (!oldest.getKey().plusSeconds(1).isAfter(newest.getKey())) {
        within -= oldest.getValue().count();
        oldest = first.next();
      }
      most = Math.max(most, within);
    }
  }

  /** The most in any second that holds the instant that was told last. */
  public int most() {
    return most;
  }

  /** The fastest where the pace changes around it; 0 where nothing begins. */
  public double rate() {
    return rate;
  }

  public void clear() {
    all.clear();
    most = 0;
    rate = 0;
  }
}
