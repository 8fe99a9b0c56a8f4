package dev.windlass.api;

import dev.windlass.access.UserRole;
import dev.windlass.control.Caller;
import dev.windlass.control.DeadLetterService;
import dev.windlass.role.Role;
import dev.windlass.view.Cursor;
import dev.windlass.view.DeadLetterFilter;
import dev.windlass.view.DeadLetterRow;
import dev.windlass.view.DeadLetters;
import dev.windlass.wire.Json;
import dev.windlass.wire.WireConfig;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "dead letters", description = "Records that could not be read or applied.")
@RolesAllowed(UserRole.VIEWS)
public class DeadLettersResource {
  private final DeadLetterService service;
  private final DeadLetters letters;
  private final JsonBody bodies;
  private final String prefix;

  DeadLettersResource(
      DeadLetterService service, DeadLetters letters, JsonBody bodies, WireConfig wire) {
    this.service = service;
    this.letters = letters;
    this.bodies = bodies;
    this.prefix = wire.prefix();
  }

  private record Many(DeadLetterFilter filter, int most, boolean dryRun) {}

  @GET
  @Operation(
      summary = "What could not be read or applied; newest first",
      operationId = "listDeadLetters",
      description =
          "`topic` with or without the prefix, `role`, `from` and `to` (when it was put aside),"
              + " `state`: parked or redriven, `q`: a part of the reason, a key, or an id.")
  public ItemsJson<DeadLetterJson> list(
      @BeanParam DeadLetterFilters filters,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    service.requireAll();
    Cursor from =
        Query.cursor(
            cursor,
            c -> {
              c.instant(0);
              c.number(1);
              return c.number(2);
            });
    return ItemsJson.of(
        letters.list(filters.read(prefix), from, Query.limit(limit)), DeadLetterJson::of);
  }

  @GET
  @Path("{id}")
  @Operation(summary = "Read a dead letter in full", operationId = "getDeadLetter")
  @APIResponse(
      responseCode = "200",
      description = "The dead letter with all of its value that was kept",
      content = @Content(schema = @Schema(implementation = DeadLetterJson.Full.class)))
  public DeadLetterJson.Full get(@PathParam("id") String id) {
    DeadLetterRow letter = service.get(id);
    return new DeadLetterJson.Full(
        DeadLetterJson.of(letter),
        letters.value(id).map(DeadLetterJson.ValueJson::of).orElse(null),
        service.whyNotRedrivable(letter).orElse(null),
        letter.redrive() == null ? null : letters.parkedAgainAs(letter).orElse(null));
  }

  @POST
  @RolesAllowed(UserRole.OPERATES)
  @Path("{id}/redrive")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Send the record again, as it was and to where it stood",
      operationId = "redriveDeadLetter",
      description = "Once, unless `again=true`.")
  @APIResponse(
      responseCode = "202",
      description = "In the log",
      content = @Content(schema = @Schema(implementation = RedriveJson.One.class)))
  public Response redrive(
      @PathParam("id") String id,
      @QueryParam("again") String again,
      @Context SecurityContext caller) {
    boolean repeat = Query.flag("again", again);
    return Response.accepted(RedriveJson.One.of(service.redrive(id, repeat, Caller.of(caller))))
        .build();
  }

  @POST
  @RolesAllowed(UserRole.OPERATES)
  @Path("redrive")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Send all again that are parked and match, the oldest first",
      operationId = "redriveDeadLetters",
      description =
          "At most `limit` at a time (1000). Where it ends with 503, the same again goes on with"
              + " the rest.")
  @APIResponse(
      responseCode = "202",
      description = "What became of each",
      content = @Content(schema = @Schema(implementation = RedriveJson.Many.class)))
  public Response redriveMany(
      @Context SecurityContext caller,
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = RedriveJson.Asked.class)))
          InputStream body) {
    Many many = bodies.read(body, this::many);
    return Response.accepted(
            RedriveJson.Many.of(
                service.redriveAll(many.filter(), many.most(), many.dryRun(), Caller.of(caller)),
                many.dryRun()))
        .build();
  }

  private Many many(Fields fields) {
    Role role = fields.word("role", Role.class);
    Integer most = fields.integer("limit", 1, RedriveJson.MOST);
    DeadLetterFilter filter =
        new DeadLetterFilter(
            DeadLetterFilters.topic(prefix, fields.text("topic")),
            role == null ? null : Json.word(role),
            fields.instant("from"),
            fields.instant("to"),
            DeadLetterFilter.State.PARKED,
            fields.text("q"));
    return new Many(
        filter,
        most == null ? RedriveJson.DEFAULT_MOST : most,
        Boolean.TRUE.equals(fields.bool("dryRun")));
  }
}
