package dev.windlass.api;

import dev.windlass.access.UserRole;
import dev.windlass.control.BatchJobService.Created;
import dev.windlass.control.Caller;
import dev.windlass.control.IfMatch;
import dev.windlass.control.ScheduleRun;
import dev.windlass.control.ScheduleRuns;
import dev.windlass.control.ScheduleRuns.Known;
import dev.windlass.control.Schedules;
import dev.windlass.control.Schedules.Put;
import dev.windlass.control.StoredSchedule;
import dev.windlass.job.JobId;
import dev.windlass.view.Cursor;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/schedules")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "schedules", description = "When to run what.")
@RolesAllowed(UserRole.VIEWS)
public class SchedulesResource {
  private static final int FIRES_SHOWN = 10;
  private static final String NAMESPACE = "default";

  private final Schedules schedules;
  private final ScheduleRuns runs;
  private final JsonBody bodies;

  SchedulesResource(Schedules schedules, ScheduleRuns runs, JsonBody bodies) {
    this.schedules = schedules;
    this.runs = runs;
    this.bodies = bodies;
  }

  @POST
  @RolesAllowed(UserRole.EDITS)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Store a new schedule", operationId = "createSchedule")
  @APIResponse(
      responseCode = "201",
      description = "Stored; ETag is its version",
      content = @Content(schema = @Schema(implementation = ScheduleJson.class)))
  public Response create(
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(implementation = ScheduleJson.class),
                      example = Examples.SCHEDULE))
          InputStream body) {
    return created(schedules.create(bodies.read(body, ScheduleJson::read)));
  }

  @GET
  @Operation(summary = "List the schedules of a namespace by name", operationId = "listSchedules")
  public ItemsJson<ScheduleJson> list(
      @DefaultValue(NAMESPACE) @QueryParam("namespace") String namespace,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    int most = Query.limit(limit);
    Cursor from = Query.cursor(cursor, c -> c.text(0));
    List<StoredSchedule> found =
        schedules.list(namespace, from == null ? null : from.text(0), most + 1);
    return ItemsJson.of(found, most, s -> Cursor.of(s.schedule().name()), ScheduleJson::of);
  }

  @GET
  @Path("{name}")
  @Operation(summary = "Read a schedule", operationId = "getSchedule")
  @APIResponse(
      responseCode = "200",
      description = "The schedule; ETag is its version",
      content = @Content(schema = @Schema(implementation = ScheduleJson.class)))
  public Response get(
      @PathParam("name") String name,
      @DefaultValue(NAMESPACE) @QueryParam("namespace") String namespace) {
    return answer(Response.ok(), schedules.get(namespace, name));
  }

  @PUT
  @RolesAllowed(UserRole.EDITS)
  @Path("{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Replace a schedule, or store a new one",
      operationId = "putSchedule",
      description =
          "Its namespace is that of its definition. What fires from then on is later than the"
              + " change. If-Match holds the ETag that was read: 412 where it has changed since.")
  @APIResponse(
      responseCode = "200",
      description = "Replaced (201: stored)",
      content = @Content(schema = @Schema(implementation = ScheduleJson.class)))
  public Response put(
      @PathParam("name") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = ScheduleJson.class)))
          InputStream body) {
    Put put =
        schedules.put(bodies.read(body, in -> ScheduleJson.read(in, name)), IfMatch.of(ifMatch));
    return put.created() ? created(put.stored()) : answer(Response.ok(), put.stored());
  }

  @DELETE
  @RolesAllowed(UserRole.EDITS)
  @Path("{name}")
  @Operation(
      summary = "Delete a schedule",
      operationId = "deleteSchedule",
      description = "What it has started goes on.")
  @APIResponse(responseCode = "204", description = "Deleted")
  public void delete(
      @PathParam("name") String name,
      @DefaultValue(NAMESPACE) @QueryParam("namespace") String namespace,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
    schedules.delete(namespace, name, IfMatch.of(ifMatch));
  }

  @GET
  @Path("{name}/next")
  @Operation(
      summary = "The next fires, and what a change of the clock does to them",
      operationId = "nextFires",
      description = "Also while the schedule is paused: what it would fire.")
  public ItemsJson<NextFireJson> next(
      @PathParam("name") String name,
      @DefaultValue(NAMESPACE) @QueryParam("namespace") String namespace,
      @QueryParam("count") String count,
      @QueryParam("from") String from) {
    int most = count == null ? FIRES_SHOWN : Query.whole("count", count, 1, Query.MAX_LIMIT);
    Instant begin = from == null ? Instant.now() : Query.instant("from", from);
    StoredSchedule stored = schedules.get(namespace, name);
    return ItemsJson.of(
        schedules.next(stored, begin, most),
        null,
        fire -> NextFireJson.of(stored.schedule(), fire));
  }

  /** Instead of what the schedule gives its batch jobs. */
  @Schema(name = "NewScheduleRun")
  record NewRunJson(Map<String, Object> arguments) {
    static NewRunJson read(Fields in) {
      return new NewRunJson(in.has("arguments") ? in.map("arguments") : null);
    }
  }

  @POST
  @RolesAllowed(UserRole.OPERATES)
  @Path("{name}/runs")
  @Operation(
      summary = "Run it now",
      operationId = "runSchedule",
      description =
          "Answered like a create of a batch job. While another run goes on, onOverlap decides:"
              + " 409 run-in-progress where this one is skipped.")
  @APIResponse(
      responseCode = "202",
      description = "Created; Location is the batch job's address",
      content = @Content(schema = @Schema(implementation = BatchJobJson.class)))
  public Response run(
      @PathParam("name") String name,
      @DefaultValue(NAMESPACE) @QueryParam("namespace") String namespace,
      @HeaderParam("Idempotency-Key") String key,
      @Context SecurityContext caller,
      @RequestBody(content = @Content(schema = @Schema(implementation = NewRunJson.class)))
          InputStream body) {
    NewRunJson asked = bodies.readOr(body, NewRunJson::read, new NewRunJson(null));
    StoredSchedule stored = schedules.get(namespace, name);
    Created created =
        schedules.run(stored, asked.arguments(), Ids.idempotency(key), Caller.of(caller));
    return BatchJobPages.answer(created);
  }

  @GET
  @Path("{name}/runs")
  @Operation(summary = "Its runs, newest first", operationId = "listScheduleRuns")
  public ItemsJson<ScheduleRunJson> runs(
      @PathParam("name") String name,
      @DefaultValue(NAMESPACE) @QueryParam("namespace") String namespace,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    int most = Query.limit(limit);
    Cursor from = Query.cursor(cursor, c -> "" + c.instant(0) + c.uuid(1));
    StoredSchedule stored = schedules.get(namespace, name);
    List<Known> found =
        runs.list(
            stored,
            from == null ? null : from.instant(0),
            from == null ? null : new JobId(from.uuid(1)),
            most + 1);
    return ItemsJson.of(found, most, SchedulesResource::cursor, ScheduleRunJson::of);
  }

  private static Cursor cursor(Known known) {
    ScheduleRun run = known.run();
    return Cursor.of(run.fireAt(), run.id().value());
  }

  private static Response created(StoredSchedule stored) {
    return answer(
        Response.created(URI.create("/v1/schedules/" + stored.schedule().name())), stored);
  }

  private static Response answer(Response.ResponseBuilder response, StoredSchedule stored) {
    return response.header(HttpHeaders.ETAG, stored.etag()).entity(ScheduleJson.of(stored)).build();
  }
}
