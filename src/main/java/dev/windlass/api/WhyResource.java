package dev.windlass.api;

import dev.windlass.access.UserRole;
import dev.windlass.api.BatchJobJson.FreshnessJson;
import dev.windlass.api.BatchJobJson.WaitingJson;
import dev.windlass.control.BatchJobService;
import dev.windlass.control.Fleet;
import dev.windlass.control.QueueFleet;
import dev.windlass.control.Why;
import dev.windlass.job.JobHeader;
import dev.windlass.job.JobId;
import dev.windlass.view.BatchJobRow;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/batch-jobs/{id}/why")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "batch jobs")
@RolesAllowed(UserRole.VIEWS)
public class WhyResource {
  private final BatchJobService service;
  private final Fleet fleet;
  private final BatchJobPages pages;
  private final Reading.Gate gate;

  WhyResource(BatchJobService service, Fleet fleet, BatchJobPages pages, Reading.Gate gate) {
    this.service = service;
    this.fleet = fleet;
    this.pages = pages;
    this.gate = gate;
  }

  @Schema(name = "Why")
  record WhyJson(
      String batchJobId,
      String status,
      @Schema(
              description = "What holds it most.",
              enumeration = {
                "not-started",
                "another-run",
                "old-start-lets-go",
                "pausing",
                "paused",
                "failure-budget",
                "stopping",
                "no-worker",
                "max-concurrent",
                "slots-busy",
                "paced",
                "beginning",
                "running",
                "ended"
              })
          String reason,
      @Schema(examples = "As many run as its maxConcurrent of 50 allows; 54830 sub-jobs wait.")
          String sentence,
      NumbersJson numbers,
      WaitingJson waitingFor,
      FreshnessJson freshness) {
    static WhyJson of(JobHeader job, Fleet.Standing standing, FreshnessJson freshness) {
      return new WhyJson(
          job.id().toString(),
          job.status().label(),
          standing.why().reason().word(),
          standing.why().seenBefore(Duration.ofMillis(freshness.ageMs())),
          NumbersJson.of(job, standing),
          BatchJobJson.waiting(job.waitingFor()),
          freshness);
    }
  }

  @Schema(name = "WhyNumbers")
  record NumbersJson(
      @Schema(description = "Sub-jobs not begun, or let go before their end.") int waiting,
      @Schema(description = "Grants not let go: each holds a slot.") int grants,
      Integer maxConcurrent,
      Double jobsPerSecond,
      @Schema(description = "Null before the first start.") String queue,
      @Schema(
              description =
                  "Those that take new work of its queue. Null, as are slots and busy, for who does"
                      + " not reach all namespaces.")
          Integer workers,
      Integer slots,
      Integer busy) {
    static NumbersJson of(JobHeader job, Fleet.Standing standing) {
      QueueFleet fleet = standing.fleet();
      return new NumbersJson(
          job.status().ended() ? 0 : Why.waiting(job),
          job.openGrants(),
          job.maxConcurrent(),
          job.pace() == null ? null : job.pace().perSecond(),
          standing.queue(),
          fleet == null ? null : fleet.workers(),
          fleet == null ? null : fleet.slots(),
          fleet == null ? null : fleet.busy());
    }
  }

  @GET
  @Operation(
      summary = "Why it waits, or is no faster: in a sentence and as data",
      operationId = "whyBatchJob",
      description = "From the view and from what workers said of themselves a few seconds ago.")
  public WhyJson why(@PathParam("id") String id, @BeanParam Reading reading) {
    JobId job = Ids.job(id);
    gate.pass(reading);
    BatchJobRow row = service.get(job);
    FreshnessJson seen = pages.freshness(row);
    return WhyJson.of(row.header(), fleet.why(row.header()), seen);
  }
}
