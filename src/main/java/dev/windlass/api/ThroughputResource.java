package dev.windlass.api;

import dev.windlass.api.BatchJobJson.FreshnessJson;
import dev.windlass.control.Times;
import dev.windlass.view.Statistics;
import dev.windlass.view.ThroughputRow;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.ArrayList;
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
public class ThroughputResource {
  private final Statistics statistics;
  private final BatchJobPages pages;

  ThroughputResource(Statistics statistics, BatchJobPages pages) {
    this.statistics = statistics;
    this.pages = pages;
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
      long failed) {
    static ItemJson of(ThroughputRow row) {
      return new ItemJson(
          Times.text(row.beginsAt()),
          row.jobsEnded(),
          row.subJobsEnded(),
          row.operationsDone(),
          row.operationsFailed());
    }
  }

  @GET
  @Operation(
      summary = "What ended in each ten seconds of the last hour",
      operationId = "getThroughput",
      description = "Read from counters, never by scanning.")
  public HistoryJson get() {
    FreshnessJson seen = pages.freshness();
    Instant now = Instant.now();
    return new HistoryJson(ThroughputRow.SECONDS, items(statistics.throughput(now), now), seen);
  }

  static List<ItemJson> items(List<ThroughputRow> rows, Instant now) {
    Map<Instant, ThroughputRow> known =
        rows.stream().collect(Collectors.toMap(ThroughputRow::beginsAt, Function.identity()));
    Instant last = now.minusSeconds(now.getEpochSecond() % ThroughputRow.SECONDS);
    Instant time =
        Instant.ofEpochSecond(last.getEpochSecond())
            .minusSeconds((ThroughputRow.SLOTS - 1L) * ThroughputRow.SECONDS);
    List<ItemJson> items = new ArrayList<>();
    for (int i = 0; i < ThroughputRow.SLOTS; i++) {
      items.add(ItemJson.of(known.getOrDefault(time, new ThroughputRow(time, 0, 0, 0, 0))));
      time = time.plusSeconds(ThroughputRow.SECONDS);
    }
    return items;
  }
}
