package dev.windlass.api;

import dev.windlass.access.UserRole;
import dev.windlass.control.ApiKey;
import dev.windlass.control.ApiKeys;
import dev.windlass.control.ApiKeys.Made;
import dev.windlass.view.Cursor;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/api-keys")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "access", description = "Who may do what.")
@RolesAllowed(UserRole.ADMINISTERS)
public class ApiKeysResource {
  private static final Duration OVERLAP = Duration.ofHours(1);

  private final ApiKeys keys;
  private final JsonBody bodies;

  ApiKeysResource(ApiKeys keys, JsonBody bodies) {
    this.keys = keys;
    this.bodies = bodies;
  }

  @Schema(name = "Rotation")
  record RotationJson(
      @Schema(description = "How long the old key stays good; PT1H where it is absent.")
          String overlap) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Make a key",
      operationId = "createApiKey",
      description =
          "The answer has the key, which is never shown again. Nobody can make one that may do more"
              + " than he does.")
  @APIResponse(
      responseCode = "201",
      description = "Made",
      content = @Content(schema = @Schema(implementation = ApiKeyJson.class)))
  public Response create(
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(implementation = ApiKeyJson.NewJson.class),
                      example = Examples.API_KEY))
          InputStream body) {
    ApiKeyJson.Asked asked = bodies.read(body, ApiKeyJson.Asked::read);
    return created(keys.make(asked.identity(), asked.expiresAt()));
  }

  @GET
  @Operation(
      summary = "List the keys, newest first; with sessions=true, who is logged in",
      operationId = "listApiKeys")
  public ItemsJson<ApiKeyJson> list(
      @QueryParam("sessions") String sessions,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    int most = Query.limit(limit);
    Cursor from = Query.cursor(cursor, c -> c.instant(0) + c.text(1));
    ApiKey.Place after = from == null ? null : new ApiKey.Place(from.instant(0), from.text(1));
    List<ApiKey> found = keys.list(Query.flag("sessions", sessions), after, most + 1);
    return ItemsJson.of(
        found, most, last -> Cursor.of(last.createdAt(), last.id()), ApiKeyJson::of);
  }

  @GET
  @Path("{id}")
  @Operation(summary = "Read what a key, or a session, is good for", operationId = "getApiKey")
  public ApiKeyJson get(@PathParam("id") String id) {
    return ApiKeyJson.of(keys.get(id));
  }

  @POST
  @Path("{id}/rotate")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Make a key that takes this one's place",
      operationId = "rotateApiKey",
      description = "Both are good until the overlap is over.")
  @APIResponse(
      responseCode = "201",
      description = "Made",
      content = @Content(schema = @Schema(implementation = ApiKeyJson.class)))
  public Response rotate(
      @PathParam("id") String id,
      @RequestBody(content = @Content(schema = @Schema(implementation = RotationJson.class)))
          InputStream body) {
    Duration overlap = bodies.readOr(body, fields -> fields.duration("overlap"), null);
    return created(keys.rotate(id, overlap == null ? OVERLAP : overlap));
  }

  @DELETE
  @Path("{id}")
  @Operation(
      summary = "Take a key, or a session, back",
      operationId = "deleteApiKey",
      description = "With a key end the sessions that began with it.")
  @APIResponse(responseCode = "204", description = "It is good for nothing within seconds")
  public void delete(@PathParam("id") String id) {
    keys.delete(id);
  }

  private static Response created(Made made) {
    return Response.created(URI.create("/v1/api-keys/" + made.key().id()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .entity(ApiKeyJson.of(made))
        .build();
  }
}
