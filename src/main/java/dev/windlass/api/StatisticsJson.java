package dev.windlass.api;

import dev.windlass.api.BatchJobJson.FreshnessJson;
import dev.windlass.view.DeadLetters;
import dev.windlass.view.StatisticsRow;
import dev.windlass.view.ThroughputRow;
import dev.windlass.view.WorkerRow;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Everything together, as clients read it. */
@Schema(name = "Statistics")
record StatisticsJson(
    @Schema(description = "Batch jobs by status.") Map<String, Long> batchJobs,
    @Schema(description = "Sub-jobs by status.") Map<String, Long> subJobs,
    OperationsJson operations,
    @Schema(description = "Per second, over the last whole minute.") ThroughputJson throughput,
    @Schema(description = "By queue: sub-jobs not ended, of batch jobs that are to go on.")
        Map<String, Long> backlog,
    FleetJson workers,
    DeadLettersJson deadLetters,
    FreshnessJson freshness) {
  private static final Duration RECENT = Duration.ofMinutes(1);

  @Schema(name = "DeadLetterCounts")
  record DeadLettersJson(
      @Schema(description = "Not sent again.") long parked,
      long redriven,
      @Schema(description = "Parked ones by kind of topic.") Map<String, Long> parkedByTopic) {
    static DeadLettersJson of(Map<String, DeadLetters.Count> counts) {
      Map<String, Long> parked = new TreeMap<>();
      counts.forEach((kind, count) -> parked.put(kind, count.letters() - count.redriven()));
      return new DeadLettersJson(
          parked.values().stream().mapToLong(Long::longValue).sum(),
          counts.values().stream().mapToLong(DeadLetters.Count::redriven).sum(),
          parked);
    }
  }

  @Schema(name = "Operations")
  record OperationsJson(long done, long successful, long failed) {
    static OperationsJson of(StatisticsRow row) {
      return new OperationsJson(
          row.operationsDone(),
          row.operationsDone() - row.operationsFailed(),
          row.operationsFailed());
    }
  }

  @Schema(name = "Throughput")
  record ThroughputJson(
      double batchJobsPerSecond, double subJobsPerSecond, double operationsPerSecond) {}

  @Schema(name = "Fleet")
  record FleetJson(int count, int slots, int busy, int stuck) {
    static FleetJson of(List<WorkerRow> rows) {
      return new FleetJson(
          rows.size(),
          rows.stream().mapToInt(WorkerRow::slots).sum(),
          rows.stream().mapToInt(WorkerRow::busy).sum(),
          rows.stream().mapToInt(WorkerRow::stuck).sum());
    }
  }

  /**
   * @param queues every queue that there is, also one with nothing to do
   */
  static StatisticsJson of(
      StatisticsRow row,
      List<String> queues,
      List<WorkerRow> workers,
      Map<String, DeadLetters.Count> deadLetters,
      FreshnessJson seen) {
    Map<String, Long> jobs = new LinkedHashMap<>();
    row.jobs().forEach((status, count) -> jobs.put(status.label(), count));
    Map<String, Long> subJobs = new LinkedHashMap<>();
    row.subJobs().forEach((status, count) -> subJobs.merge(status.label(), count, Long::sum));
    Map<String, Long> backlog = new TreeMap<>(row.backlog());
    queues.forEach(queue -> backlog.putIfAbsent(queue, 0L));
    return new StatisticsJson(
        jobs,
        subJobs,
        OperationsJson.of(row),
        throughput(row.throughput(), Instant.now()),
        backlog,
        FleetJson.of(workers),
        DeadLettersJson.of(deadLetters),
        seen);
  }

  /** However old the view was when it told this. */
  boolean sameAs(StatisticsJson other) {
    return other != null && as(null).equals(other.as(null));
  }

  private StatisticsJson as(FreshnessJson seen) {
    return new StatisticsJson(
        batchJobs, subJobs, operations, throughput, backlog, workers, deadLetters, seen);
  }

  /** The ten seconds that go on are not full and do not count. */
  static ThroughputJson throughput(List<ThroughputRow> rows, Instant now) {
    Instant full = now.minusSeconds(ThroughputRow.SECONDS);
    List<ThroughputRow> recent =
        rows.stream()
            .filter(row -> !row.beginsAt().isAfter(full))
            .filter(row -> row.beginsAt().isAfter(full.minus(RECENT)))
            .toList();
    double seconds = RECENT.toSeconds();
    return new ThroughputJson(
        recent.stream().mapToLong(ThroughputRow::jobsEnded).sum() / seconds,
        recent.stream().mapToLong(ThroughputRow::subJobsEnded).sum() / seconds,
        recent.stream().mapToLong(ThroughputRow::operationsDone).sum() / seconds);
  }
}
