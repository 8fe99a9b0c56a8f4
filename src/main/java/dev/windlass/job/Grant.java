package dev.windlass.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A grant as the coordinator remembers it: what was handed out to whom, and what has been accepted
 * of its progress. It is forgotten when it is let go or its lease ends.
 */
public record Grant(
    long number,
    String nonce,
    int epoch,
    String incarnation,
    int grantsPartition,
    Instant grantedAt,
    List<Range> ranges,
    List<Begun> begun,
    int ended,
    long done,
    long failed,
    int handedBack) {
  public Grant {
    ranges = List.copyOf(ranges);
    begun = List.copyOf(begun);
  }

  public int size() {
    return ranges.stream().mapToInt(Range::count).sum();
  }

  /** How many of its sub-jobs are the worker's to end. */
  public int kept() {
    return size() - handedBack;
  }

  /** The sub-job at a place in the grant's order. */
  public int index(int order) {
    int at = order;
    for (Range range : ranges) {
      if (at < range.count()) {
        return range.from() + at;
      }
      at -= range.count();
    }
    throw new IndexOutOfBoundsException(
        "grant " + number + " has " + size() + " sub-jobs, not " + order);
  }

  /** The sub-jobs at these places in the grant's order, the last not among them. */
  public List<Range> between(int from, int to) {
    List<Range> between = new ArrayList<>();
    int first = 0;
    for (Range range : ranges) {
      int begin = Math.max(from, first);
      int end = Math.min(to, first + range.count());
      if (begin < end) {
        between.add(new Range(range.from() + begin - first, end - begin));
      }
      first += range.count();
    }
    return between;
  }

  public Optional<Begun> begunAt(int index) {
    return begun.stream().filter(b -> b.index() == index).findFirst();
  }

  public Grant accepted(int newEnded, long newDone, long newFailed, int newHandedBack) {
    return new Grant(
        number,
        nonce,
        epoch,
        incarnation,
        grantsPartition,
        grantedAt,
        ranges,
        begun,
        newEnded,
        newDone,
        newFailed,
        newHandedBack);
  }
}
