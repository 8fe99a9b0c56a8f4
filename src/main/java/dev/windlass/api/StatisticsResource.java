package dev.windlass.api;

import dev.windlass.api.BatchJobJson.FreshnessJson;
import dev.windlass.view.DeadLetters;
import dev.windlass.view.Statistics;
import dev.windlass.view.StatisticsRow;
import dev.windlass.view.ThroughputRow;
import dev.windlass.view.WorkerRow;
import dev.windlass.view.Workers;
import dev.windlass.wire.WireConfig;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/statistics")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "fleet")
public class StatisticsResource {
  private static final Duration RECENT = Duration.ofMinutes(1);
  private final Statistics statistics;
  private final Workers workers;
  private final DeadLetters deadLetters;
  private final BatchJobPages pages;
  private final List<String> queues;

  StatisticsResource(
      Statistics statistics,
      Workers workers,
      DeadLetters deadLetters,
      BatchJobPages pages,
      WireConfig wire) {
    this.statistics = statistics;
    this.workers = workers;
    this.deadLetters = deadLetters;
    this.pages = pages;
    this.queues = List.copyOf(wire.queues());
  }

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
      FreshnessJson freshness) {}

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
  record OperationsJson(long done, long successful, long failed) {}

  @Schema(name = "Throughput")
  record ThroughputJson(
      double batchJobsPerSecond, double subJobsPerSecond, double operationsPerSecond) {}

  @Schema(name = "Fleet")
  record FleetJson(int count, int slots, int busy, int stuck) {}

  @GET
  @Operation(
      summary = "Everything together",
      operationId = "getStatistics",
      description = "Read from counters, never by scanning.")
  public StatisticsJson get() {
    FreshnessJson seen = pages.freshness();
    StatisticsRow row = statistics.read();
    Map<String, Long> jobs = new LinkedHashMap<>();
    row.jobs().forEach((status, count) -> jobs.put(status.label(), count));
    Map<String, Long> subJobs = new LinkedHashMap<>();
    row.subJobs().forEach((status, count) -> subJobs.merge(status.label(), count, Long::sum));
    return new StatisticsJson(
        jobs,
        subJobs,
        new OperationsJson(
            row.operationsDone(),
            row.operationsDone() - row.operationsFailed(),
            row.operationsFailed()),
        throughput(row.throughput(), Instant.now()),
        backlog(row.backlog()),
        fleet(workers.list()),
        DeadLettersJson.of(deadLetters.counts()),
        seen);
  }

  /** Every queue that there is, also one with nothing to do. */
  private Map<String, Long> backlog(Map<String, Long> known) {
    Map<String, Long> backlog = new TreeMap<>(known);
    queues.forEach(queue -> backlog.putIfAbsent(queue, 0L));
    return backlog;
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

  private static FleetJson fleet(List<WorkerRow> rows) {
    return new FleetJson(
        rows.size(),
        rows.stream().mapToInt(WorkerRow::slots).sum(),
        rows.stream().mapToInt(WorkerRow::busy).sum(),
        rows.stream().mapToInt(WorkerRow::stuck).sum());
  }
}
