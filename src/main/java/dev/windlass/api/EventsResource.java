package dev.windlass.api;

import dev.windlass.access.Access;
import dev.windlass.access.Reach;
import dev.windlass.access.UserRole;
import dev.windlass.control.Namespaces;
import dev.windlass.control.OwnLimit;
import dev.windlass.watch.EventFilter;
import dev.windlass.watch.EventStreams;
import dev.windlass.watch.Position;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/events")
@RunOnVirtualThread
@Tag(name = "watching", description = "Live changes.")
@RolesAllowed(UserRole.VIEWS)
public class EventsResource {
  private final EventStreams streams;
  private final EventSender sender;
  private final Namespaces namespaces;
  private final Access access;

  EventsResource(EventStreams streams, EventSender sender, Namespaces namespaces, Access access) {
    this.streams = streams;
    this.sender = sender;
    this.namespaces = namespaces;
    this.access = access;
  }

  @GET
  @OwnLimit
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      summary = "Stream the events of all batch jobs",
      operationId = "streamEvents",
      description = Watching.STREAM + " `type` may be given several times.")
  public void all(
      @QueryParam("namespace") String namespace,
      @QueryParam("definition") String definition,
      @QueryParam("type") Set<String> types,
      @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) String lastEventId,
      @QueryParam("lastEventId") String orHere,
      @Context SseEventSink sink,
      @Context Sse sse) {
    Position after = Watching.position(lastEventId == null ? orHere : lastEventId);
    EventFilter filter = filter(namespace, definition, types);
    sender.send(Watching.open(() -> streams.all(filter, after, access.identity())), sink, sse);
  }

  private EventFilter filter(String namespace, String definition, Set<String> types) {
    if (namespace != null) {
      namespaces.require(namespace);
    }
    Reach reach = namespaces.reach();
    return new EventFilter(namespace, definition, types, reach.all() ? null : reach.namespaces());
  }
}
