package dev.windlass.view;

import dev.windlass.job.JobStatus;
import dev.windlass.job.SubJobStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Counters of everything, summed over a row per partition: no scan, however many jobs. */
@ApplicationScoped
@ActivateRequestContext
public class Statistics {
  private static final String SUMS =
      Counter.NAMES.stream()
          .map(name -> "cast(coalesce(sum(" + name + "), 0) as bigint)")
          .collect(Collectors.joining(", ", "select ", " from statistics"));

  private static final String BACKLOG =
      "select queue, cast(sum(sub_jobs) as bigint) from backlog group by queue";

  public StatisticsRow read() {
    Map<String, Long> sums = sums();
    Map<JobStatus, Long> jobs = new EnumMap<>(JobStatus.class);
    for (JobStatus status : JobStatus.values()) {
      jobs.put(status, sums.get(Counter.of(status)));
    }
    Map<SubJobStatus, Long> subJobs = new EnumMap<>(SubJobStatus.class);
    for (SubJobStatus status : SubJobStatus.values()) {
      subJobs.put(status.shown(), sums.get(Counter.of(status)));
    }
    return new StatisticsRow(
        jobs,
        subJobs,
        sums.get(Counter.OPERATIONS_DONE),
        sums.get(Counter.OPERATIONS_FAILED),
        backlog(),
        throughput(Instant.now()));
  }

  private static Map<String, Long> backlog() {
    List<Object[]> rows =
        StatisticsView.getEntityManager()
            .createNativeQuery(BACKLOG, Object[].class)
            .getResultList();
    return rows.stream()
        .collect(Collectors.toMap(row -> (String) row[0], row -> ((Number) row[1]).longValue()));
  }

  /** The present ten seconds are among them, and not yet full. */
  public List<ThroughputRow> throughput(Instant now) {
    Instant hourAgo = now.minusSeconds((long) ThroughputRow.SLOTS * ThroughputRow.SECONDS);
    return ThroughputView.find(
            "select beginsAt, sum(jobsEnded), sum(subJobsEnded), sum(operationsDone),"
                + " sum(operationsFailed), sum(runningChange), sum(backlogChange)"
                + " from ThroughputView where beginsAt > ?1"
                + " group by beginsAt order by beginsAt desc",
            hourAgo)
        .project(ThroughputRow.class)
        .list();
  }

  private static Map<String, Long> sums() {
    Object[] row =
        (Object[]) StatisticsView.getEntityManager().createNativeQuery(SUMS).getSingleResult();
    Map<String, Long> sums = new HashMap<>();
    for (int i = 0; i < row.length; i++) {
      sums.put(Counter.NAMES.get(i), ((Number) row[i]).longValue());
    }
    return sums;
  }
}
