package dev.windlass.api;

import dev.windlass.access.UserRole;
import dev.windlass.control.Inputs;
import dev.windlass.control.RowsPage;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Rows for workers, which have no database. What is here never changes: caches may keep it. */
@Path("/internal/inputs/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "internal", description = "For workers.")
@RolesAllowed(UserRole.WORKS)
public class InputPagesResource {
  private static final String FOR_EVER = "private, max-age=31536000, immutable";
  private static final int MAX = Integer.MAX_VALUE;
  private final Inputs inputs;

  InputPagesResource(Inputs inputs) {
    this.inputs = inputs;
  }

  @GET
  @Path("pages/{page}")
  @Operation(summary = "A page of rows by its number", operationId = "getInputPage")
  public Response page(
      @PathParam("id") String id,
      @PathParam("page") String page,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) String known) {
    return answer(inputs.page(id, Query.whole("page", page, 0, MAX)), known);
  }

  @GET
  @Path("rows/{index}/page")
  @Operation(summary = "The page that holds a row", operationId = "getInputPageOfRow")
  public Response pageOfRow(
      @PathParam("id") String id,
      @PathParam("index") String index,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) String known) {
    return answer(inputs.pageOfRow(id, Query.whole("index", index, 0, MAX)), known);
  }

  private static Response answer(RowsPage page, String known) {
    String etag = '"' + page.input() + "." + page.page() + '"';
    Response.ResponseBuilder response =
        etag.equals(known) ? Response.notModified() : Response.ok(page.json());
    return response
        .header(HttpHeaders.ETAG, etag)
        .header(HttpHeaders.CACHE_CONTROL, FOR_EVER)
        .build();
  }
}
