package dev.windlass.api;

import dev.windlass.access.UserRole;
import dev.windlass.api.BatchJobJson.FreshnessJson;
import dev.windlass.control.Namespaces;
import dev.windlass.control.Times;
import dev.windlass.job.SubJobStatus;
import dev.windlass.view.Statistics;
import dev.windlass.view.StatisticsRow;
import dev.windlass.view.ThroughputRow;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/statistics/throughput")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "fleet")
@RolesAllowed(UserRole.VIEWS)
public class ThroughputResource {
  private static final int SECONDS = ThroughputRow.SECONDS;

  private final Statistics statistics;
  private final BatchJobPages pages;
  private final Namespaces namespaces;

  ThroughputResource(Statistics statistics, BatchJobPages pages, Namespaces namespaces) {
    this.statistics = statistics;
    this.pages = pages;
    this.namespaces = namespaces;
  }

  @Schema(name = "ThroughputHistory")
  record HistoryJson(
      @Schema(description = "How long one item is.") int seconds,
      @Schema(description = "Oldest first, without gaps; the last one is not over.")
          List<ItemJson> items,
      FreshnessJson freshness) {}

  @Schema(name = "ThroughputItem", description = "What ended in the seconds from this time.")
  record ItemJson(
      String time,
      long batchJobs,
      long subJobs,
      @Schema(description = "Failed ones among them.") long operations,
      long failed,
      @Schema(description = "Sub-jobs that ran at the end of these seconds.") long running,
      @Schema(description = "Sub-jobs not ended then, of batch jobs that were to go on.")
          long backlog) {
    static ItemJson of(ThroughputRow row, long running, long backlog) {
      return new ItemJson(
          Times.text(row.beginsAt()),
          row.jobsEnded(),
          row.subJobsEnded(),
          row.operationsDone(),
          row.operationsFailed(),
          Math.max(0, running),
          Math.max(0, backlog));
    }
  }

  @GET
  @Operation(
      summary = "What ended, ran and waited in each ten seconds of the last hour",
      operationId = "getThroughput",
      description = "Read from counters, never by scanning.")
  public HistoryJson get() {
    namespaces.requireAll("statistics");
    FreshnessJson seen = pages.freshness();
    return new HistoryJson(SECONDS, items(statistics.read(), Instant.now()), seen);
  }

  static List<ItemJson> items(StatisticsRow row, Instant now) {
    Map<Instant, ThroughputRow> known =
        row.throughput().stream()
            .collect(Collectors.toMap(ThroughputRow::beginsAt, Function.identity()));
    long running = row.subJobs().get(SubJobStatus.RUNNING);
    long backlog = row.backlog().values().stream().mapToLong(Long::longValue).sum();
    LinkedList<ItemJson> items = new LinkedList<>();
    Instant time = Instant.ofEpochSecond(now.getEpochSecond() / SECONDS * SECONDS);
    while (items.size() < ThroughputRow.SLOTS) {
      ThroughputRow slot = known.getOrDefault(time, ThroughputRow.nothing(time));
      items.addFirst(ItemJson.of(slot, running, backlog));
      running -= slot.runningChange();
      backlog -= slot.backlogChange();
      time = time.minusSeconds(SECONDS);
    }
    return items;
  }
}
