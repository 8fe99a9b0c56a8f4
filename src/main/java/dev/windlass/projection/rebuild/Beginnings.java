package dev.windlass.projection.rebuild;

import dev.windlass.job.JobEvent;
import dev.windlass.job.JobId;
import dev.windlass.wire.EventRecord;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is remembered of partitions whose beginning is gone: the batch jobs that are older than what
 * is left, and since when all is told. Each partition is read by one thread.
 */
final class Beginnings {
  /**
   * A batch job that was created before.
   *
   * @param firstVersion that the log still has
   * @param told whether it was told anew, with arguments and labels
   */
  record Older(long firstVersion, boolean told) {
    Older and(Older later) {
      return new Older(firstVersion, told || later.told);
    }
  }

  private final Set<Integer> cut;
  private final Map<Integer, Instant> firstTimes = new ConcurrentHashMap<>();
  private final Map<Integer, Instant> exactFrom = new ConcurrentHashMap<>();
  private final Map<JobId, Older> older = new ConcurrentHashMap<>();
  private final Set<JobId> young = ConcurrentHashMap.newKeySet();

  Beginnings(Set<Integer> cut) {
    this.cut = cut;
  }

  void see(int partition, EventRecord event) {
    if (!cut.contains(partition)) {
      return;
    }
    Instant first = firstTimes.computeIfAbsent(partition, p -> event.time());
    exactFrom.putIfAbsent(partition, first);
    if (event.event() instanceof JobEvent.JobPurged) {
      older.remove(event.job());
    } else if (event.header() != null && event.header().createdTime().isBefore(first)) {
      seeOlder(partition, event);
    }
  }

  Map<JobId, Older> older() {
    return older;
  }

  /** From here on the log tells all that ended; null where it has nothing. */
  Instant exactFrom(int partition) {
    return exactFrom.get(partition);
  }

  /** Where the oldest of the cut partitions begins; null where none is cut, or nothing is left. */
  Instant firstTime() {
    return firstTimes.values().stream().min(Instant::compareTo).orElse(null);
  }

  /** A clock that goes behind another lets a batch job look older than it is. */
  private void seeOlder(int partition, EventRecord event) {
    if (event.event() instanceof JobEvent.JobCreated) {
      young.add(event.job());
    }
    if (!young.contains(event.job())) {
      older(partition, event);
    }
  }

  private void older(int partition, EventRecord event) {
    boolean told = event.event() instanceof JobEvent.JobSnapshot;
    Older seen = new Older(event.header().version(), told);
    if (older.merge(event.job(), seen, Older::and).equals(seen)) {
      exactFrom.merge(partition, event.time(), (a, b) -> a.isAfter(b) ? a : b);
    }
  }
}
