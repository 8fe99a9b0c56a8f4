package dev.windlass.api;

import dev.windlass.access.UserRole;
import dev.windlass.control.DefinitionKey;
import dev.windlass.control.Definitions;
import dev.windlass.control.StoredDefinition;
import dev.windlass.control.Times;
import dev.windlass.view.Cursor;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/definitions/{namespace}/{name}/versions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "definitions")
@RolesAllowed(UserRole.VIEWS)
public class DefinitionVersionsResource {
  private final Definitions definitions;

  DefinitionVersionsResource(Definitions definitions) {
    this.definitions = definitions;
  }

  @Schema(name = "DefinitionVersion")
  record VersionJson(int version, String time) {
    static VersionJson of(StoredDefinition stored) {
      return new VersionJson(stored.definition().version(), Times.text(stored.createdAt()));
    }
  }

  @GET
  @Operation(
      summary = "List the versions of a definition, newest first",
      operationId = "listDefinitionVersions",
      description = "Also of one that was deleted.")
  public ItemsJson<VersionJson> list(
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    int most = Query.limit(limit);
    Cursor from = Query.cursor(cursor, c -> c.number(0));
    int before = from == null ? Integer.MAX_VALUE : (int) from.number(0);
    DefinitionKey key = new DefinitionKey(namespace, name);
    List<StoredDefinition> found = definitions.versions(key, before, most + 1);
    if (found.isEmpty() && from == null) {
      definitions.get(key); // says that there is none
    }
    return ItemsJson.of(found, most, s -> Cursor.of(s.definition().version()), VersionJson::of);
  }

  @GET
  @Path("{version}")
  @Operation(
      summary = "Read a definition as it was in a version",
      operationId = "getDefinitionVersion",
      description = "A batch job's definitionVersion is the one that it was started with.")
  public DefinitionJson get(
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      @PathParam("version") String version) {
    int number = Query.whole("version", version, 1, Integer.MAX_VALUE);
    return DefinitionJson.of(definitions.get(new DefinitionKey(namespace, name), number));
  }
}
