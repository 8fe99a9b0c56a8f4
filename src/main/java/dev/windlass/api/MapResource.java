package dev.windlass.api;

import dev.windlass.access.UserRole;
import dev.windlass.api.BatchJobJson.FreshnessJson;
import dev.windlass.control.BatchJobService;
import dev.windlass.control.Refusal;
import dev.windlass.job.JobHeader;
import dev.windlass.job.JobId;
import dev.windlass.view.BatchJobRow;
import dev.windlass.view.SubJobCells;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/batch-jobs/{id}/map")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "sub-jobs")
@RolesAllowed(UserRole.VIEWS)
public class MapResource {
  private static final int CELLS = 1000;
  private static final int MOST_CELLS = 2000;

  private final BatchJobService service;
  private final SubJobCells cells;
  private final BatchJobPages pages;
  private final Reading.Gate gate;

  MapResource(BatchJobService service, SubJobCells cells, BatchJobPages pages, Reading.Gate gate) {
    this.service = service;
    this.cells = cells;
    this.pages = pages;
    this.gate = gate;
  }

  @Schema(name = "SubJobMap")
  record MapJson(
      int from,
      @Schema(description = "The index after the last one's.") int to,
      @Schema(description = "Sub-jobs in a cell; the last cell may have fewer.") int cellSize,
      List<CellJson> cells,
      FreshnessJson freshness) {}

  @Schema(name = "SubJobMapCell")
  record CellJson(
      int from,
      int to,
      @Schema(description = "Sub-jobs by status; those that none has are left out.")
          Map<String, Integer> counts) {
    static CellJson of(SubJobCells.Cell cell) {
      Map<String, Integer> words = new LinkedHashMap<>();
      cell.counts().forEach((status, count) -> words.merge(status.label(), count, Integer::sum));
      return new CellJson(cell.from(), cell.to(), words);
    }
  }

  @GET
  @Operation(
      summary = "Count the sub-jobs by status in neighbouring stretches",
      operationId = "mapSubJobs",
      description =
          "From one index to before another, in 2,000 cells at most (1,000 where nothing is said),"
              + " each as small as that allows.")
  public MapJson get(
      @PathParam("id") String id,
      @QueryParam("from") String from,
      @QueryParam("to") String to,
      @QueryParam("cells") String most,
      @BeanParam Reading reading) {
    JobId job = Ids.job(id);
    int first = from == null ? 0 : Query.whole("from", from, 0, Integer.MAX_VALUE);
    int end = to == null ? Integer.MAX_VALUE : Query.whole("to", to, 1, Integer.MAX_VALUE);
    int shown = most == null ? CELLS : Query.whole("cells", most, 1, MOST_CELLS);
    gate.pass(reading);
    BatchJobRow row = service.get(job);
    FreshnessJson seen = pages.freshness(row);
    return map(row.header(), first, Math.min(end, row.header().subJobs()), shown, seen);
  }

  private MapJson map(JobHeader job, int from, int to, int most, FreshnessJson seen) {
    if (from >= to) {
      String rule = "must be less than to, which is " + to + " at most here";
      throw Refusal.invalid("from", from, rule);
    }
    int size = Math.ceilDiv(to - from, most);
    List<CellJson> found = cells.cells(job, from, to, size).stream().map(CellJson::of).toList();
    return new MapJson(from, to, size, found, seen);
  }
}
