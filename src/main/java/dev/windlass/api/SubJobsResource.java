package dev.windlass.api;

import dev.windlass.access.UserRole;
import dev.windlass.api.BatchJobJson.FreshnessJson;
import dev.windlass.control.BatchJobService;
import dev.windlass.control.Inputs;
import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import dev.windlass.job.JobHeader;
import dev.windlass.job.JobId;
import dev.windlass.job.SubJobStatus;
import dev.windlass.view.BatchJobRow;
import dev.windlass.view.Cursor;
import dev.windlass.view.OperationRow;
import dev.windlass.view.SubJobRow;
import dev.windlass.view.SubJobs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/batch-jobs/{id}/sub-jobs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "sub-jobs", description = "What a batch job consists of; they take no directives.")
@RolesAllowed(UserRole.VIEWS)
public class SubJobsResource {
  /** An output has up to 32 KB. */
  private static final int MOST_RESULTS = 250;

  private final BatchJobService service;
  private final SubJobs subJobs;
  private final Inputs inputs;
  private final BatchJobPages pages;
  private final Reading.Gate gate;

  SubJobsResource(
      BatchJobService service,
      SubJobs subJobs,
      Inputs inputs,
      BatchJobPages pages,
      Reading.Gate gate) {
    this.service = service;
    this.subJobs = subJobs;
    this.inputs = inputs;
    this.pages = pages;
    this.gate = gate;
  }

  @GET
  @Operation(
      summary = "List sub-jobs in the order of their indexes",
      operationId = "listSubJobs",
      description =
          "With results=true each has what its last operation told, and a page is 250 at most.")
  public ItemsJson<SubJobJson> list(
      @PathParam("id") String id,
      @QueryParam("status") String status,
      @QueryParam("results") String results,
      @BeanParam Reading reading,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    JobId job = Ids.job(id);
    Set<SubJobStatus> statuses = status == null ? Set.of() : among(status);
    Cursor from = Query.cursor(cursor, c -> c.number(0));
    boolean told = Query.flag("results", results);
    int most = told ? Math.min(MOST_RESULTS, Query.limit(limit)) : Query.limit(limit);
    gate.pass(reading);
    BatchJobRow row = service.get(job);
    FreshnessJson seen = pages.freshness(row);
    JobHeader header = row.header();
    int after = from == null ? -1 : (int) Math.min(header.subJobs(), from.number(0));
    List<SubJobRow> rows = subJobs.list(header, statuses, after, most);
    Cursor next = rows.size() < most ? null : Cursor.of(rows.getLast().index());
    Map<Integer, OperationRow> last = told ? subJobs.lastOperations(header, rows) : Map.of();
    return ItemsJson.of(rows, next, s -> SubJobJson.of(header, s, last.get(s.index()))).as(seen);
  }

  @GET
  @Path("{subJob}")
  @Operation(summary = "Read a sub-job in full", operationId = "getSubJob")
  @APIResponse(
      responseCode = "200",
      description = "The sub-job",
      content = @Content(schema = @Schema(implementation = SubJobJson.Full.class)))
  public SubJobJson.Full get(
      @PathParam("id") String id, @PathParam("subJob") String subJob, @BeanParam Reading reading) {
    JobId job = Ids.job(id);
    int index = Ids.index(job, subJob);
    gate.pass(reading);
    BatchJobRow row = service.get(job);
    return subJobs
        .find(row.header(), index)
        .map(detail -> SubJobJson.Full.of(row.header(), detail, input(row, index)))
        .orElseThrow(
            () ->
                new Refusal(
                    ProblemCode.UNKNOWN_SUB_JOB, "batch job " + job + " has no sub-job " + subJob));
  }

  @POST
  @RolesAllowed(UserRole.OPERATES)
  @Path("{subJob}")
  @Consumes(MediaType.WILDCARD)
  @Operation(hidden = true)
  public Response post(@PathParam("subJob") String subJob) {
    throw Ids.notDirectable(Ids.subJob(subJob));
  }

  @PUT
  @RolesAllowed(UserRole.OPERATES)
  @Path("{subJob}")
  @Consumes(MediaType.WILDCARD)
  @Operation(hidden = true)
  public Response put(@PathParam("subJob") String subJob) {
    throw Ids.notDirectable(Ids.subJob(subJob));
  }

  @PATCH
  @RolesAllowed(UserRole.OPERATES)
  @Path("{subJob}")
  @Consumes(MediaType.WILDCARD)
  @Operation(hidden = true)
  public Response patch(@PathParam("subJob") String subJob) {
    throw Ids.notDirectable(Ids.subJob(subJob));
  }

  @DELETE
  @RolesAllowed(UserRole.OPERATES)
  @Path("{subJob}")
  @Operation(hidden = true)
  public Response delete(@PathParam("subJob") String subJob) {
    throw Ids.notDirectable(Ids.subJob(subJob));
  }

  @POST
  @RolesAllowed(UserRole.OPERATES)
  @Path("{subJob}/directives")
  @Consumes(MediaType.WILDCARD)
  @Operation(hidden = true)
  public Response direct(@PathParam("subJob") String subJob) {
    throw Ids.notDirectable(Ids.subJob(subJob));
  }

  private Object input(BatchJobRow row, int index) {
    return row.input() == null ? null : inputs.row(row.input().id(), index).orElse(null);
  }

  private static Set<SubJobStatus> among(String word) {
    try {
      return SubJobs.among(word);
    } catch (IllegalArgumentException e) {
      String all =
          Stream.of(SubJobStatus.values())
              .map(SubJobStatus::label)
              .distinct()
              .collect(Collectors.joining(", "));
      throw Refusal.invalid("status", word, "must be one of " + all);
    }
  }
}
