package dev.windlass.api;

import dev.windlass.access.UserRole;
import dev.windlass.control.BatchJobWatch;
import dev.windlass.control.OwnLimit;
import dev.windlass.view.BatchJobRow;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/batch-jobs/{id}/watch")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "watching", description = "Live changes.")
@RolesAllowed(UserRole.VIEWS)
public class WatchResource {
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(50);

  private final BatchJobWatch watch;
  private final BatchJobPages pages;

  WatchResource(BatchJobWatch watch, BatchJobPages pages) {
    this.watch = watch;
    this.pages = pages;
  }

  private record Telling(BatchJobPages pages, int subJobs)
      implements BatchJobWatch.Telling<BatchJobJson> {
    @Override
    public BatchJobJson tell(BatchJobRow row) {
      return pages.one(row, subJobs);
    }
  }

  @GET
  @OwnLimit
  @NonBlocking
  @Operation(
      summary = "Wait for the next change of a batch job",
      operationId = "watchBatchJob",
      description =
          """
          Finished: answered at once. Otherwise not before progressUpdatePeriod unless it ends, \
          then at the next change, at the latest after maximumPollingPeriod. Both are milliseconds, \
          and taken as 250 or 50000 where they are outside of that.""")
  public Uni<BatchJobJson> watch(
      @PathParam("id") String id,
      @QueryParam("progressUpdatePeriod") String period,
      @QueryParam("maximumPollingPeriod") String longest,
      @QueryParam("subJobs") String subJobs) {
    BatchJobWatch.Asked asked =
        new BatchJobWatch.Asked(
            Ids.job(id),
            millis("progressUpdatePeriod", period, PERIOD),
            millis("maximumPollingPeriod", longest, LONGEST));
    int shown =
        subJobs == null
            ? BatchJobsResource.SUB_JOBS_SHOWN
            : Query.whole("subJobs", subJobs, 0, Query.MAX_LIMIT);
    Telling telling = new Telling(pages, shown);
    return Uni.createFrom().completionStage(() -> watch.next(asked, telling));
  }

  private static Duration millis(String name, String text, Duration otherwise) {
    return text == null
        ? otherwise
        : Duration.ofMillis(Query.whole(name, text, 0, Integer.MAX_VALUE));
  }
}
