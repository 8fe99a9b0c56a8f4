package dev.windlass.api;

import dev.windlass.access.UserRole;
import dev.windlass.control.BatchJobService;
import dev.windlass.control.Caller;
import dev.windlass.control.DirectiveRequest;
import dev.windlass.job.DirectiveKind;
import dev.windlass.job.JobId;
import dev.windlass.view.BatchJobs;
import dev.windlass.view.Cursor;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/batch-jobs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "batch jobs", description = "Executions of definitions.")
@RolesAllowed(UserRole.VIEWS)
public class BatchJobsResource {
  static final int SUB_JOBS_SHOWN = 100;

  private final BatchJobService service;
  private final BatchJobs jobs;
  private final BatchJobPages pages;
  private final Reading.Gate gate;
  private final JsonBody bodies;
  private final ApiConfig config;

  BatchJobsResource(
      BatchJobService service,
      BatchJobs jobs,
      BatchJobPages pages,
      Reading.Gate gate,
      JsonBody bodies,
      ApiConfig config) {
    this.service = service;
    this.jobs = jobs;
    this.pages = pages;
    this.gate = gate;
    this.bodies = bodies;
    this.config = config;
  }

  @POST
  @RolesAllowed(UserRole.OPERATES)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Create a batch job",
      operationId = "createBatchJob",
      description =
          "Answered after its first event. An Idempotency-Key makes a repeat the same batch job.")
  @APIResponse(
      responseCode = "202",
      description = "Created; Location is its address",
      content = @Content(schema = @Schema(implementation = BatchJobJson.class)))
  public Response create(
      @HeaderParam("Idempotency-Key") String key,
      @Context SecurityContext caller,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(implementation = NewBatchJobJson.class),
                      example = Examples.BATCH_JOB))
          InputStream body) {
    String known = Ids.idempotency(key);
    return BatchJobPages.answer(
        service.create(bodies.read(body, NewBatchJobJson::read), known, Caller.of(caller)));
  }

  @GET
  @Operation(summary = "List batch jobs, newest first", operationId = "listBatchJobs")
  public ItemsJson<BatchJobJson> list(
      @BeanParam BatchJobFilters filters,
      @BeanParam Reading reading,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    Cursor from = Query.cursor(cursor, c -> "" + c.instant(0) + c.uuid(1));
    int most = Query.limit(limit);
    var filter = filters.read();
    gate.pass(reading);
    return pages.many(jobs.list(filter, from, most));
  }

  @GET
  @Path("{id}")
  @Operation(summary = "Read a batch job", operationId = "getBatchJob")
  public BatchJobJson get(
      @PathParam("id") String id,
      @QueryParam("subJobs") String subJobs,
      @BeanParam Reading reading) {
    JobId job = Ids.job(id);
    int shown =
        subJobs == null ? SUB_JOBS_SHOWN : Query.whole("subJobs", subJobs, 0, Query.MAX_LIMIT);
    gate.pass(reading);
    return pages.one(service.get(job), shown);
  }

  @DELETE
  @RolesAllowed(UserRole.OPERATES)
  @Path("{id}")
  @Operation(
      summary = "Delete a batch job; an active one is stopped first",
      operationId = "deleteBatchJob")
  @APIResponse(
      responseCode = "202",
      description = "The directive",
      content = @Content(schema = @Schema(implementation = DirectiveJson.class)))
  public Response delete(
      @PathParam("id") String id,
      @QueryParam("wait") String wait,
      @Context SecurityContext caller) {
    DirectiveRequest delete = new DirectiveRequest(null, DirectiveKind.DELETE, null);
    return Response.accepted(
            DirectiveJson.of(
                service.direct(
                    Ids.directable(id),
                    delete,
                    Caller.of(caller),
                    Query.wait(wait, config.directiveWait(), config.longestWait()))))
        .build();
  }
}
