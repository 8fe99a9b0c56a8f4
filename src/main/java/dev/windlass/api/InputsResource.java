package dev.windlass.api;

import dev.windlass.access.UserRole;
import dev.windlass.control.Inputs;
import dev.windlass.control.OwnLimit;
import dev.windlass.control.StoredInput;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/inputs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "inputs", description = "Uploaded rows: one sub-job a row.")
@RolesAllowed(UserRole.VIEWS)
public class InputsResource {
  private final Inputs inputs;

  InputsResource(Inputs inputs) {
    this.inputs = inputs;
  }

  @POST
  @RolesAllowed(UserRole.OPERATES)
  @OwnLimit
  @Consumes({"text/csv", "application/x-ndjson"})
  @Operation(
      summary = "Upload rows",
      operationId = "uploadInput",
      description =
          "CSV with a header line, or one JSON object a line; UTF-8. Streamed: all of it is stored"
              + " or, where a line cannot be read, nothing.")
  @APIResponse(
      responseCode = "201",
      description = "Stored",
      content = @Content(schema = @Schema(implementation = InputJson.class)))
  public Response upload(
      @QueryParam("namespace") @DefaultValue("default") String namespace,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType type,
      @RequestBody(
              required = true,
              content = {
                @Content(mediaType = "text/csv", example = "id,address\n1,Main Street 1\n"),
                @Content(
                    mediaType = "application/x-ndjson",
                    example = "{\"id\":1,\"address\":\"Main Street 1\"}\n")
              })
          InputStream body) {
    Inputs.Format format =
        type.getSubtype().equals("csv") ? Inputs.Format.CSV : Inputs.Format.NDJSON;
    StoredInput stored = inputs.upload(namespace, format, body);
    return Response.created(URI.create("/v1/inputs/" + stored.id()))
        .entity(InputJson.of(stored))
        .build();
  }

  @GET
  @Path("{id}")
  @Operation(summary = "How many rows, bytes and columns an input has", operationId = "getInput")
  public InputJson get(@PathParam("id") String id) {
    return InputJson.of(inputs.get(id));
  }

  @DELETE
  @RolesAllowed(UserRole.OPERATES)
  @Path("{id}")
  @Operation(summary = "Delete an input that no batch job uses", operationId = "deleteInput")
  @APIResponse(responseCode = "204", description = "Deleted")
  public void delete(@PathParam("id") String id) {
    inputs.delete(id);
  }
}
