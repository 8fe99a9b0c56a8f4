package dev.windlass.api;

import dev.windlass.access.UserRole;
import dev.windlass.api.BatchJobJson.FreshnessJson;
import dev.windlass.control.BatchJobService;
import dev.windlass.control.Caller;
import dev.windlass.control.DirectiveRequest;
import dev.windlass.job.JobId;
import dev.windlass.view.Cursor;
import dev.windlass.view.Directives;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
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
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/batch-jobs/{id}/directives")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "directives", description = "What is asked of batch jobs.")
@RolesAllowed(UserRole.VIEWS)
public class DirectivesResource {
  private final BatchJobService service;
  private final Directives directives;
  private final BatchJobPages pages;
  private final Reading.Gate gate;
  private final JsonBody bodies;
  private final ApiConfig config;

  DirectivesResource(
      BatchJobService service,
      Directives directives,
      BatchJobPages pages,
      Reading.Gate gate,
      JsonBody bodies,
      ApiConfig config) {
    this.service = service;
    this.directives = directives;
    this.pages = pages;
    this.gate = gate;
    this.bodies = bodies;
    this.config = config;
  }

  @POST
  @RolesAllowed(UserRole.OPERATES)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Start, stop, pause, unpause or delete a batch job",
      operationId = "direct",
      description =
          "Held until it is applied or refused, at most `wait`. Only the coordinator refuses.")
  @APIResponse(
      responseCode = "202",
      description = "In the log, and applied where `state` says so",
      content = @Content(schema = @Schema(implementation = DirectiveJson.class)))
  public Response direct(
      @PathParam("id") String id,
      @QueryParam("wait") String wait,
      @Context SecurityContext caller,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(implementation = DirectiveJson.Asked.class),
                      example = Examples.DIRECTIVE))
          InputStream body) {
    JobId job = Ids.directable(id);
    Duration atMost = Query.wait(wait, config.directiveWait(), config.longestWait());
    DirectiveRequest asked = bodies.read(body, DirectiveJson::read);
    return Response.accepted(
            DirectiveJson.of(service.direct(job, asked, Caller.of(caller), atMost)))
        .build();
  }

  @GET
  @Operation(
      summary = "Who asked what, when, and what became of it; newest first",
      operationId = "listDirectives")
  public ItemsJson<DirectiveJson> list(
      @PathParam("id") String id,
      @BeanParam Reading reading,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    JobId job = Ids.job(id);
    Cursor from = Query.cursor(cursor, c -> c.number(0));
    int most = Query.limit(limit);
    gate.pass(reading);
    FreshnessJson seen = pages.freshness(service.get(job));
    return ItemsJson.of(directives.list(job.value(), from, most), DirectiveJson::of).as(seen);
  }
}
