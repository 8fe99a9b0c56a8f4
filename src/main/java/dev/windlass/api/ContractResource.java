package dev.windlass.api;

import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The description of the topics, as it stands beside the code. */
@Path("/")
@RunOnVirtualThread
@Tag(name = "messages", description = "What stands in the topics.")
@PermitAll
public class ContractResource {
  @GET
  @Path("asyncapi.yaml")
  @Produces("application/yaml")
  @Operation(summary = "Read the AsyncAPI document of all topics", operationId = "getAsyncApi")
  public byte[] asyncApi() throws IOException {
    return read("/asyncapi.yaml");
  }

  @GET
  @Path("schemas/{name:[A-Za-z]+}.json")
  @Produces("application/schema+json")
  @Operation(
      summary = "Read the JSON Schema of a record",
      operationId = "getSchema",
      description = "Events name theirs in ce_dataschema.")
  public byte[] schema(@PathParam("name") String name) throws IOException {
    return read("/schemas/" + name + ".json");
  }

  private static byte[] read(String name) throws IOException {
    try (InputStream file = ContractResource.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new Refusal(ProblemCode.NO_SUCH_ROUTE, "there is no " + name);
      }
      return file.readAllBytes();
    }
  }
}
