package dev.windlass.compat.guidewire;

import dev.windlass.access.UserRole;
import dev.windlass.compat.guidewire.BatchProcessJson.Data;
import dev.windlass.compat.guidewire.BatchProcessJson.Histories;
import dev.windlass.compat.guidewire.BatchProcessJson.History;
import dev.windlass.compat.guidewire.BatchProcessJson.Many;
import dev.windlass.compat.guidewire.BatchProcessJson.One;
import dev.windlass.compat.guidewire.BatchProcessJson.OneHistory;
import dev.windlass.control.Caller;
import dev.windlass.control.Failures;
import dev.windlass.control.Refusal;
import dev.windlass.view.BatchJobRow;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

@Path("/systemtools/v1/batch-processes")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "guidewire", description = "The batch processes of Guidewire's System Tools API.")
@RolesAllowed(UserRole.VIEWS)
public class BatchProcessResource {
  private static final int HISTORIES = 100;

  private final BatchProcesses processes;
  private final GuidewireConfig config;

  BatchProcessResource(BatchProcesses processes, GuidewireConfig config) {
    this.processes = processes;
    this.config = config;
  }

  @GET
  @Operation(summary = "All batch process types", operationId = "gwListBatchProcesses")
  public Many list() {
    List<Data> all = processes.all().stream().map(BatchProcessJson::data).toList();
    return new Many(all.size(), all, BatchProcessJson.self(""));
  }

  @GET
  @Path("{type}")
  @Operation(summary = "A type and its latest execution", operationId = "gwGetBatchProcess")
  public One get(@PathParam("type") String type) {
    return new One(BatchProcessJson.data(processes.get(type)));
  }

  @POST
  @RolesAllowed(UserRole.OPERATES)
  @Path("{type}/start")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Start it, unless it runs",
      operationId = "gwStartBatchProcess",
      description = "processId is there only where this call started it.")
  public One start(
      @PathParam("type") String type, @Context SecurityContext caller, InputStream body) {
    return new One(
        BatchProcessJson.data(
            processes.start(
                type, StartBody.arguments(body, type, config.maxJsonBytes()), Caller.of(caller))));
  }

  @POST
  @RolesAllowed(UserRole.OPERATES)
  @Path("{type}/stop")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Stop it, if it runs", operationId = "gwStopBatchProcess")
  public One stop(@PathParam("type") String type, @Context SecurityContext caller) {
    return new One(BatchProcessJson.data(processes.stop(type, Caller.of(caller))));
  }

  @GET
  @Path("{type}/histories")
  @Operation(summary = "Its executions, newest first", operationId = "gwListProcessHistories")
  public Histories histories(@PathParam("type") String type) {
    List<History> all =
        processes.histories(type, HISTORIES).stream().map(row -> history(type, row)).toList();
    return new Histories(all.size(), all, BatchProcessJson.self("/" + type + "/histories"));
  }

  @GET
  @Path("{type}/histories/{id}")
  @Operation(summary = "One of its executions", operationId = "gwGetProcessHistory")
  public OneHistory history(@PathParam("type") String type, @PathParam("id") String id) {
    return new OneHistory(history(type, processes.history(type, id)));
  }

  /** What the framework refuses keeps its status. */
  @ServerExceptionMapper
  public Response framework(WebApplicationException failure) {
    int status = failure.getResponse().getStatus();
    return status < 400
        ? failure.getResponse()
        : Response.status(status)
            .type(MediaType.APPLICATION_JSON)
            .entity(ErrorJson.of(status, failure.getMessage()))
            .build();
  }

  @ServerExceptionMapper
  public Response failure(RuntimeException failure, UriInfo uri) {
    return refusal(Failures.refusal(failure, uri.getPath()), uri);
  }

  @ServerExceptionMapper
  public Response refusal(Refusal refusal, UriInfo uri) {
    return Response.status(refusal.code().status())
        .type(MediaType.APPLICATION_JSON)
        .header(HttpHeaders.RETRY_AFTER, refusal.retryAfterSeconds())
        .entity(ErrorJson.of(refusal, uri.getRequestUri().getRawPath()))
        .build();
  }

  private History history(String type, BatchJobRow row) {
    String id = BatchProcesses.historyId(row.header());
    return new History(
        processes.status(row), id, BatchProcessJson.self("/" + type + "/histories/" + id));
  }
}
