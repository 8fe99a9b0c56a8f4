package dev.windlass.coordinator;

import dev.windlass.job.JobId;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** When to look at which batch job again, one instant for each. */
final class Wakes {
  private final NavigableMap<Instant, Set<JobId>> jobs = new TreeMap<>();
  private final Map<JobId, Instant> instants = new HashMap<>();

  /** Instead of the instant that there was; null for none. */
  void set(JobId job, Instant at) {
    if (Objects.equals(instants.get(job), at)) {
      return;
    }
    forget(job);
    if (at != null) {
      instants.put(job, at);
      jobs.computeIfAbsent(at, instant -> new LinkedHashSet<>()).add(job);
    }
  }

  void forget(JobId job) {
    Instant at = instants.remove(job);
    if (at != null) {
      Set<JobId> others = jobs.get(at);
      others.remove(job);
      if (others.isEmpty()) {
        jobs.remove(at);
      }
    }
  }

  /** So many at most. */
  List<JobId> takeDue(Instant now, int most) {
    List<JobId> due =
        jobs.headMap(now, true).values().stream().flatMap(Set::stream).limit(most).toList();
    due.forEach(this::forget);
    return due;
  }

  Instant next() {
    return jobs.isEmpty() ? Instant.MAX : jobs.firstKey();
  }
}
