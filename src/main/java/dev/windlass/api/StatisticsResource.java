package dev.windlass.api;

import dev.windlass.access.UserRole;
import dev.windlass.control.Namespaces;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/statistics")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "fleet")
@RolesAllowed(UserRole.VIEWS)
public class StatisticsResource {
  private final StatisticsReader reader;
  private final Namespaces namespaces;

  StatisticsResource(StatisticsReader reader, Namespaces namespaces) {
    this.reader = reader;
    this.namespaces = namespaces;
  }

  @GET
  @Operation(
      summary = "Everything together",
      operationId = "getStatistics",
      description = "Read from counters, never by scanning.")
  public StatisticsJson get() {
    namespaces.requireAll("statistics");
    return reader.read();
  }
}
