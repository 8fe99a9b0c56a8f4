package dev.windlass.api;

import dev.windlass.access.UserRole;
import dev.windlass.control.Caller;
import dev.windlass.control.Fleet;
import dev.windlass.control.Namespaces;
import dev.windlass.control.Times;
import dev.windlass.view.WorkerRow;
import dev.windlass.view.Workers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/workers")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "fleet", description = "The workers.")
@RolesAllowed(UserRole.VIEWS)
public class WorkersResource {
  private final Workers workers;
  private final Fleet fleet;
  private final Namespaces namespaces;

  WorkersResource(Workers workers, Fleet fleet, Namespaces namespaces) {
    this.workers = workers;
    this.fleet = fleet;
    this.namespaces = namespaces;
  }

  @Schema(name = "Worker")
  record WorkerJson(
      @Schema(description = "Of this life of the process.") String id,
      String name,
      List<String> queues,
      int slots,
      int busy,
      @Schema(description = "Slots whose handler ignored its interrupt.") int stuck,
      boolean draining,
      @Schema(description = "Silent for so long that it counts as gone.") boolean silent,
      String version,
      String startedTime,
      String lastSeenTime) {
    static WorkerJson of(WorkerRow row, Instant now) {
      return new WorkerJson(
          row.incarnation(),
          row.name(),
          row.queueNames(),
          row.slots(),
          row.busy(),
          row.stuck(),
          row.draining(),
          row.silent(now),
          row.version(),
          Times.text(row.startedAt()),
          Times.text(row.lastSeenAt()));
    }
  }

  @Schema(name = "Drain")
  record DrainJson(String workerId, String state, String token) {}

  @GET
  @Operation(summary = "The workers that have spoken and not left", operationId = "listWorkers")
  public ItemsJson<WorkerJson> list() {
    namespaces.requireAll("workers");
    Instant now = Instant.now();
    return new ItemsJson<>(
        workers.list().stream().map(row -> WorkerJson.of(row, now)).toList(), null, null);
  }

  @POST
  @RolesAllowed(UserRole.OPERATES)
  @Path("{id}/drain")
  @Operation(summary = "Let a worker finish what it has and leave", operationId = "drainWorker")
  @APIResponse(
      responseCode = "202",
      description = "In the log",
      content = @Content(schema = @Schema(implementation = DrainJson.class)))
  public Response drain(@PathParam("id") String id, @Context SecurityContext caller) {
    String token = fleet.drain(id, Caller.of(caller)).toString();
    return Response.accepted(new DrainJson(id, "accepted", token)).build();
  }
}
