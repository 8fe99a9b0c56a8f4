package dev.windlass.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
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
public class StatisticsResource {
  private final StatisticsReader reader;

  StatisticsResource(StatisticsReader reader) {
    this.reader = reader;
  }

  @GET
  @Operation(
      summary = "Everything together",
      operationId = "getStatistics",
      description = "Read from counters, never by scanning.")
  public StatisticsJson get() {
    return reader.read();
  }
}
