package dev.windlass.api;

import dev.windlass.access.Access;
import dev.windlass.access.UserRole;
import dev.windlass.control.BatchJobService;
import dev.windlass.control.OwnLimit;
import dev.windlass.job.JobId;
import dev.windlass.watch.EventStreams;
import dev.windlass.watch.Position;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/batch-jobs/{id}/events")
@RunOnVirtualThread
@Tag(name = "watching", description = "Live changes.")
@RolesAllowed(UserRole.VIEWS)
public class BatchJobEventsResource {
  private final EventStreams streams;
  private final EventSender sender;
  private final BatchJobService service;
  private final Access access;

  BatchJobEventsResource(
      EventStreams streams, EventSender sender, BatchJobService service, Access access) {
    this.streams = streams;
    this.sender = sender;
    this.service = service;
    this.access = access;
  }

  @GET
  @OwnLimit
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      summary = "Stream the events of a batch job",
      operationId = "streamBatchJobEvents",
      description = Watching.STREAM)
  public void stream(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) String lastEventId,
      @QueryParam("lastEventId") String orHere,
      @Context SseEventSink sink,
      @Context Sse sse) {
    JobId job = Ids.job(id);
    service.requireReached(job);
    Position after = Watching.position(lastEventId == null ? orHere : lastEventId);
    sender.send(Watching.open(() -> streams.of(job, after, access.identity())), sink, sse);
  }
}
