package dev.windlass.api;

import dev.windlass.access.UserRole;
import dev.windlass.api.BulkDirectiveJson.ItemJson;
import dev.windlass.api.BulkDirectiveJson.PreviewJson;
import dev.windlass.control.BulkDirective;
import dev.windlass.control.BulkDirective.Place;
import dev.windlass.control.BulkDirective.State;
import dev.windlass.control.BulkDirectives;
import dev.windlass.control.Caller;
import dev.windlass.control.Refusal;
import dev.windlass.view.Cursor;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
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
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/bulk-directives")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "bulk directives", description = "One directive to many batch jobs.")
@RolesAllowed(UserRole.VIEWS)
public class BulkDirectivesResource {
  private final BulkDirectives bulks;
  private final JsonBody bodies;

  BulkDirectivesResource(BulkDirectives bulks, JsonBody bodies) {
    this.bulks = bulks;
    this.bodies = bodies;
  }

  @POST
  @RolesAllowed(UserRole.OPERATES)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Direct many batch jobs at once",
      operationId = "createBulkDirective",
      description =
          "For those that the selector finds now; worked off in the background and answered for"
              + " each. An Idempotency-Key makes a repeat the same bulk directive. With"
              + " dryRun=true it only says what it would be for.")
  @APIResponse(
      responseCode = "200",
      description = "With dryRun: what it would be for",
      content = @Content(schema = @Schema(implementation = PreviewJson.class)))
  @APIResponse(
      responseCode = "202",
      description = "Stored; Location is its address",
      content = @Content(schema = @Schema(implementation = BulkDirectiveJson.class)))
  public Response create(
      @HeaderParam("Idempotency-Key") String key,
      @Context SecurityContext caller,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(implementation = BulkDirectiveJson.NewJson.class),
                      example = Examples.BULK_DIRECTIVE))
          InputStream body) {
    String known = Ids.idempotency(key);
    BulkDirectiveJson.Request request = bodies.read(body, BulkDirectiveJson.Request::read);
    if (request.dryRun()) {
      return Response.ok(PreviewJson.of(bulks.preview(request.asked()))).build();
    }
    BulkDirective stored = bulks.create(request.asked(), known, Caller.of(caller));
    return Response.accepted(BulkDirectiveJson.of(stored))
        .location(URI.create("/v1/bulk-directives/" + stored.id()))
        .build();
  }

  @GET
  @Operation(summary = "List bulk directives, newest first", operationId = "listBulkDirectives")
  public ItemsJson<BulkDirectiveJson> list(
      @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
    int most = Query.limit(limit);
    Cursor from = Query.cursor(cursor, c -> c.instant(0) + c.text(1));
    Place after = from == null ? null : new Place(from.instant(0), from.text(1));
    List<BulkDirective> found = bulks.list(after, most + 1);
    return ItemsJson.of(
        found, most, last -> Cursor.of(last.createdAt(), last.id()), BulkDirectiveJson::of);
  }

  @GET
  @Path("{id}")
  @Operation(summary = "Read how far a bulk directive is", operationId = "getBulkDirective")
  public BulkDirectiveJson get(@PathParam("id") String id) {
    return BulkDirectiveJson.of(bulks.get(id));
  }

  @GET
  @Path("{id}/items")
  @Operation(
      summary = "List what became of each of its batch jobs",
      operationId = "listBulkDirectiveItems")
  public ItemsJson<ItemJson> items(
      @PathParam("id") String id,
      @QueryParam("state") String state,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    int most = Query.limit(limit);
    Cursor from = Query.cursor(cursor, c -> c.number(0));
    int after = from == null ? 0 : (int) from.number(0);
    List<BulkDirective.Item> found = bulks.items(bulks.get(id), state(state), after, most + 1);
    return ItemsJson.of(found, most, last -> Cursor.of(last.position()), ItemJson::of);
  }

  private static State state(String word) {
    try {
      return word == null ? null : Fields.constant(State.class, word);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid("state", word, Fields.wordRule(State.class));
    }
  }
}
