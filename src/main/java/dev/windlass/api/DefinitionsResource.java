package dev.windlass.api;

import dev.windlass.access.UserRole;
import dev.windlass.control.DefinitionKey;
import dev.windlass.control.Definitions;
import dev.windlass.control.Definitions.Put;
import dev.windlass.control.IfMatch;
import dev.windlass.control.StoredDefinition;
import dev.windlass.job.Definition;
import dev.windlass.view.Cursor;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/definitions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "definitions", description = "What to run.")
@RolesAllowed(UserRole.VIEWS)
public class DefinitionsResource {
  private static final String DRY_RUN = "true: says what would come of it, and stores nothing.";

  private final Definitions definitions;
  private final JsonBody bodies;

  DefinitionsResource(Definitions definitions, JsonBody bodies) {
    this.definitions = definitions;
    this.bodies = bodies;
  }

  @POST
  @RolesAllowed(UserRole.EDITS)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Store a new definition", operationId = "createDefinition")
  @APIResponse(
      responseCode = "201",
      description = "Stored; ETag is its version",
      content = @Content(schema = @Schema(implementation = DefinitionJson.class)))
  public Response create(
      @Parameter(description = DRY_RUN) @QueryParam("dryRun") String dryRun,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(implementation = DefinitionJson.class),
                      example = Examples.DEFINITION))
          InputStream body) {
    Definition definition = bodies.read(body, DefinitionJson::read);
    return Query.flag("dryRun", dryRun)
        ? answer(Response.ok(), definitions.tryCreate(definition))
        : created(definitions.create(definition));
  }

  @GET
  @Operation(summary = "List definitions by namespace and name", operationId = "listDefinitions")
  public ItemsJson<DefinitionJson> list(
      @QueryParam("namespace") String namespace,
      @QueryParam("q") String text,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    int most = Query.limit(limit);
    Cursor from = Query.cursor(cursor, c -> c.text(0) + c.text(1));
    DefinitionKey after = from == null ? null : new DefinitionKey(from.text(0), from.text(1));
    List<StoredDefinition> found = definitions.list(namespace, text, after, most + 1);
    return ItemsJson.of(found, most, s -> cursor(s.definition()), DefinitionJson::of);
  }

  @GET
  @Path("{namespace}/{name}")
  @Operation(summary = "Read a definition", operationId = "getDefinition")
  @APIResponse(
      responseCode = "200",
      description = "The definition; ETag is its version",
      content = @Content(schema = @Schema(implementation = DefinitionJson.class)))
  public Response get(@PathParam("namespace") String namespace, @PathParam("name") String name) {
    return answer(Response.ok(), definitions.get(new DefinitionKey(namespace, name)));
  }

  @PUT
  @RolesAllowed(UserRole.EDITS)
  @Path("{namespace}/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Replace a definition, or store a new one",
      operationId = "putDefinition",
      description = "If-Match holds the ETag that was read: 412 where it has changed since.")
  @APIResponse(
      responseCode = "200",
      description = "Replaced (201: stored)",
      content = @Content(schema = @Schema(implementation = DefinitionJson.class)))
  public Response put(
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      @Parameter(description = DRY_RUN) @QueryParam("dryRun") String dryRun,
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = DefinitionJson.class)))
          InputStream body) {
    Definition definition = bodies.read(body, in -> DefinitionJson.read(in, namespace, name));
    IfMatch known = IfMatch.of(ifMatch);
    if (Query.flag("dryRun", dryRun)) {
      return answer(Response.ok(), definitions.tryPut(definition, known).stored());
    }
    Put put = definitions.put(definition, known);
    return put.created() ? created(put.stored()) : answer(Response.ok(), put.stored());
  }

  @DELETE
  @RolesAllowed(UserRole.EDITS)
  @Path("{namespace}/{name}")
  @Operation(
      summary = "Delete a definition",
      operationId = "deleteDefinition",
      description = "Batch jobs that run go on with the snapshot that they were started with.")
  @APIResponse(responseCode = "204", description = "Deleted")
  public void delete(
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
    definitions.delete(new DefinitionKey(namespace, name), IfMatch.of(ifMatch));
  }

  private static Cursor cursor(Definition last) {
    return Cursor.of(last.namespace(), last.name());
  }

  private static Response created(StoredDefinition stored) {
    return answer(
        Response.created(URI.create("/v1/definitions/" + stored.definition().reference())), stored);
  }

  private static Response answer(Response.ResponseBuilder response, StoredDefinition stored) {
    return response
        .header(HttpHeaders.ETAG, stored.etag())
        .entity(DefinitionJson.of(stored))
        .build();
  }
}
