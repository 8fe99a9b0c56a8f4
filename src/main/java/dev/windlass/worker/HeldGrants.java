package dev.windlass.worker;

import dev.windlass.job.JobId;
import dev.windlass.job.Reply.Renewed;
import dev.windlass.job.Reply.Revoked;
import dev.windlass.wire.ControlRecord;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The grants that the coordinator counts as this worker's: from their receipt until progress that
 * lets them go is in the log.
 */
final class HeldGrants {
  private final Map<JobId, Map<Long, GrantRun>> byJob = new ConcurrentHashMap<>();

  /** False if it is held already. */
  boolean add(GrantRun run) {
    boolean[] added = new boolean[1];
    byJob.compute(
        run.job(),
        (job, runs) -> {
          Map<Long, GrantRun> all = runs == null ? new ConcurrentHashMap<>() : runs;
          added[0] = all.putIfAbsent(run.granted().grant(), run) == null;
          return all;
        });
    return added[0];
  }

  void remove(GrantRun run) {
    byJob.computeIfPresent(
        run.job(),
        (job, runs) -> {
          runs.remove(run.granted().grant());
          return runs.isEmpty() ? null : runs;
        });
  }

  /** In the order of their numbers. */
  List<GrantRun> of(JobId job) {
    return byJob.getOrDefault(job, Map.of()).values().stream()
        .sorted((a, b) -> Long.compare(a.granted().grant(), b.granted().grant()))
        .toList();
  }

  Set<JobId> jobs() {
    return Set.copyOf(byJob.keySet());
  }

  List<GrantRun> all() {
    return byJob.values().stream().map(Map::values).flatMap(Collection::stream).toList();
  }

  boolean isEmpty() {
    return byJob.isEmpty();
  }

  /** A null record means that nobody knows the batch job any more. */
  void control(JobId job, ControlRecord control) {
    for (GrantRun run : byJob.getOrDefault(job, Map.of()).values()) {
      if (control == null) {
        run.obey(Order.STOP);
      } else {
        run.obey(control);
      }
    }
  }

  void renewed(Renewed renewed) {
    of(renewed.job()).stream()
        .filter(run -> renewed.grants().contains(run.granted().grant()))
        .forEach(
            run -> {
              run.lease().renewed();
              run.wake();
            });
  }

  void revoked(Revoked revoked) {
    of(revoked.job()).stream()
        .filter(run -> revoked.grants().contains(run.granted().grant()))
        .forEach(run -> run.obey(Order.STOP));
  }
}
