package dev.windlass.projection;

import dev.windlass.job.JobHeader;
import dev.windlass.job.JobStatus;
import dev.windlass.job.SubJobStatus;
import dev.windlass.view.Counter;
import java.util.Map;
import java.util.TreeMap;

/**
 * What batch jobs add to the counters of {@code statistics}, and what they take away when they
 * change: per partition, by the names of the counters. Pure.
 */
final class Tallies {
  private final Map<Integer, Map<String, Long>> byPartition = new TreeMap<>();
  private final Map<Integer, Map<String, Long>> backlog = new TreeMap<>();

  /** Null stands for a batch job that is not there, before or any more. */
  void change(int partition, JobHeader before, JobHeader after) {
    Map<String, Long> counters = byPartition.computeIfAbsent(partition, p -> new TreeMap<>());
    add(counters, before, -1);
    add(counters, after, 1);
    backlog(partition, before, -1);
    backlog(partition, after, 1);
  }

  Map<Integer, Map<String, Long>> byPartition() {
    return byPartition;
  }

  /** Sub-jobs that have not ended, of batch jobs that are to go on, by queue. */
  Map<Integer, Map<String, Long>> backlog() {
    return backlog;
  }

  private void backlog(int partition, JobHeader job, int sign) {
    if (job != null && Level.goesOn(job)) {
      backlog
          .computeIfAbsent(partition, p -> new TreeMap<>())
          .merge(job.work().queue(), sign * Level.of(job).backlog(), Long::sum);
    }
  }

  private static void add(Map<String, Long> counters, JobHeader job, int sign) {
    if (job == null) {
      return;
    }
    counters.merge(Counter.of(job.status()), (long) sign, Long::sum);
    if (job.status() == JobStatus.DELETED) {
      return;
    }
    for (SubJobStatus status : SubJobStatus.values()) {
      if (status == status.shown()) {
        counters.merge(Counter.of(status), (long) sign * job.counts().of(status), Long::sum);
      }
    }
    counters.merge(Counter.OPERATIONS_DONE, sign * job.operationsDone(), Long::sum);
    counters.merge(Counter.OPERATIONS_FAILED, sign * job.operationsFailed(), Long::sum);
  }
}
