package dev.windlass.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.access.UserRole;
import dev.windlass.api.BatchJobJson.FreshnessJson;
import dev.windlass.control.BatchJobService;
import dev.windlass.control.Times;
import dev.windlass.job.JobHeader;
import dev.windlass.job.JobId;
import dev.windlass.view.BatchJobRow;
import dev.windlass.view.FailureGroups;
import dev.windlass.view.Failures;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
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

@Path("/v1/batch-jobs/{id}/failures")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "batch jobs")
@RolesAllowed(UserRole.VIEWS)
public class FailuresResource {
  private static final int GROUPS = 20;

  private final BatchJobService service;
  private final Failures failures;
  private final BatchJobPages pages;
  private final Reading.Gate gate;

  FailuresResource(
      BatchJobService service, Failures failures, BatchJobPages pages, Reading.Gate gate) {
    this.service = service;
    this.failures = failures;
    this.pages = pages;
    this.gate = gate;
  }

  @Schema(name = "Failures")
  record FailuresJson(
      @Schema(description = "The most frequent first.") List<GroupJson> items,
      @Schema(description = "Failed operations that were looked at: the newest ones.") int examined,
      @Schema(description = "Whether those are all there are.") boolean complete,
      FreshnessJson freshness) {}

  @Schema(name = "FailureGroup")
  record GroupJson(
      @Schema(description = "What they have in common; … stands for what differs.") String message,
      int failures,
      String firstTime,
      String lastTime,
      @Schema(description = "The newest, three at most.") List<SampleJson> samples) {
    static GroupJson of(JobHeader job, FailureGroups.Group group) {
      return new GroupJson(
          group.message(),
          group.failures(),
          Times.text(group.firstAt()),
          Times.text(group.lastAt()),
          group.samples().stream().map(sample -> SampleJson.of(job, sample)).toList());
    }
  }

  @Schema(name = "FailureSample")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SampleJson(
      String subJobId,
      int index,
      String time,
      String caseId,
      long iteration,
      @Schema(description = "Its first 500 characters.") String error) {
    static SampleJson of(JobHeader job, FailureGroups.Failure failure) {
      return new SampleJson(
          job.id().subJob(failure.index()).toString(),
          failure.index(),
          Times.text(failure.at()),
          failure.caseId(),
          failure.iteration(),
          failure.error());
    }
  }

  @GET
  @Operation(
      summary = "What failed, grouped by message",
      operationId = "listFailures",
      description =
          "Failed operations of the present start. Messages that differ only in numbers, ids, what"
              + " is quoted and what an address asks its host for are one group. The newest 10,000 are looked at.")
  public FailuresJson get(
      @PathParam("id") String id, @QueryParam("limit") String limit, @BeanParam Reading reading) {
    JobId job = Ids.job(id);
    int most = limit == null ? GROUPS : Query.limit(limit);
    gate.pass(reading);
    BatchJobRow row = service.get(job);
    FreshnessJson seen = pages.freshness(row);
    Failures.Examined examined = failures.newest(row.header());
    return new FailuresJson(
        examined.groups().stream()
            .limit(most)
            .map(group -> GroupJson.of(row.header(), group))
            .toList(),
        examined.failures(),
        examined.complete(),
        seen);
  }
}
