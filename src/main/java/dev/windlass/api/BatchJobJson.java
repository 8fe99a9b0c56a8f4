package dev.windlass.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.control.Times;
import dev.windlass.job.Counts;
import dev.windlass.job.InputRef;
import dev.windlass.job.JobHeader;
import dev.windlass.job.SubJobStatus;
import dev.windlass.view.SubJobRow;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A batch job as clients read it. */
@Schema(name = "BatchJob")
record BatchJobJson(
    @Schema(examples = "019aa9d4-4b7e-8c31-9f00-3a5b7c000000") String id,
    @Schema(description = "A number besides the id, rising, with gaps.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        Long number,
    @Schema(examples = "default/geocode") String definition,
    @Schema(description = "Absent before the first start.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        Integer definitionVersion,
    String namespace,
    @Schema(
            enumeration = {
              "created",
              "queued",
              "starting",
              "re-starting",
              "running",
              "pausing",
              "paused",
              "stopping",
              "stopped",
              "completed",
              "failed",
              "invalid",
              "deleted"
            })
        String status,
    String createdTime,
    String startTime,
    String stopTime,
    @Schema(description = "How many run at a time.") int concurrentJobs,
    @Schema(description = "The limit that it was given; null is as many as the fleet takes.")
        Integer maxConcurrent,
    @Schema(
            description =
                "How many sub-jobs of the present start may begin per second, at most, when a ramp"
                    + " is over; null is no limit.")
        Double jobsPerSecond,
    @Schema(examples = "45.12", description = "Left out for infinite iterations.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        Double percentComplete,
    @Schema(description = "Number of the present start; 0 before the first.") int epoch,
    @Schema(description = "Operations.") ProgressJson progress,
    @Schema(description = "Sub-jobs by status.") Map<String, Integer> counts,
    @Schema(description = "Null where it does not run, or has just begun to.") RateJson rate,
    String requestedBy,
    Map<String, Object> arguments,
    Map<String, String> labels,
    @JsonInclude(JsonInclude.Include.NON_NULL) String input,
    @Schema(description = "Why it is failed or invalid, or what its failure budget paused it for.")
        String failureReason,
    @Schema(description = "Absent where it has none.") @JsonInclude(JsonInclude.Include.NON_NULL)
        BudgetUseJson failureBudget,
    @Schema(description = "The first of them, as many as asked for.") List<Brief> subJobs,
    int subJobsTotal,
    boolean withErrors,
    WaitingJson waitingFor,
    @Schema(description = "What would be legal now; left out of lists.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        List<PossibleJson> directives,
    FreshnessJson freshness,
    @Schema(description = "In the answer to a create: what ?after= waits for.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        String token) {
  private static final MathContext FOUR_DIGITS = new MathContext(4);

  @Schema(name = "Progress")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ProgressJson(Long expected, long done, long successful, long failed, Long remaining) {
    static ProgressJson of(JobHeader header) {
      long expected = header.operationsExpected();
      long done = header.operationsDone();
      return new ProgressJson(
          expected < 0 ? null : expected,
          done,
          header.operationsSuccessful(),
          header.operationsFailed(),
          expected < 0 ? null : expected - done);
    }
  }

  @Schema(name = "Rate")
  record RateJson(
      @Schema(description = "Operations that ended per second, over the last 5 to 10 seconds.")
          double perSecond,
      Long etaSeconds) {}

  @Schema(name = "SubJobBrief")
  record Brief(String id, String status, long failures) {}

  @Schema(name = "WaitingFor")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record WaitingJson(String reason, String batchJobId, String until) {}

  @Schema(name = "Freshness")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record FreshnessJson(
      @Schema(examples = "e.0.1234", description = "What ?after= waits for.") String token,
      @Schema(description = "How old the view is.") long ageMs) {}

  /** What an answer holds besides the header. */
  record Beside(
      Map<String, Object> arguments,
      Map<String, String> labels,
      InputRef input,
      List<SubJobRow> subJobs,
      Double perSecond,
      List<PossibleJson> directives,
      FreshnessJson freshness,
      String token) {}

  static BatchJobJson of(JobHeader header, Beside beside) {
    return new BatchJobJson(
        header.id().toString(),
        header.number(),
        header.namespace() + "/" + header.definition(),
        header.epoch() == 0 ? null : Integer.valueOf(header.definitionVersion()),
        header.namespace(),
        header.status().label(),
        Times.text(header.createdTime()),
        Times.text(header.startTime()),
        Times.text(header.stopTime()),
        header.concurrentJobs(),
        header.maxConcurrent(),
        header.pace() == null ? null : Double.valueOf(header.pace().perSecond()),
        header.percentComplete(),
        header.epoch(),
        ProgressJson.of(header),
        counts(header.counts()),
        rate(header, beside.perSecond()),
        header.requestedBy(),
        beside.arguments(),
        beside.labels(),
        beside.input() == null ? null : beside.input().id(),
        header.failureReason(),
        BudgetUseJson.of(header),
        beside.subJobs().stream().map(row -> brief(header, row)).toList(),
        header.subJobs(),
        header.withErrors(),
        waiting(header.waitingFor()),
        beside.directives(),
        beside.freshness(),
        beside.token());
  }

  /** Those completed with errors are completed. */
  static Map<String, Integer> counts(Counts counts) {
    Map<String, Integer> words = new java.util.LinkedHashMap<>();
    for (SubJobStatus status :
        List.of(
            SubJobStatus.CREATED,
            SubJobStatus.RUNNING,
            SubJobStatus.PAUSED,
            SubJobStatus.COMPLETED,
            SubJobStatus.COMPLETED_WITH_ERRORS,
            SubJobStatus.FAILED,
            SubJobStatus.STOPPED,
            SubJobStatus.INVALID,
            SubJobStatus.WAITING)) {
      words.merge(status.label(), counts.of(status), Integer::sum);
    }
    return words;
  }

  /** Null where nothing is known; without an end where nothing ended lately or none is set. */
  static RateJson rate(JobHeader header, Double perSecond) {
    if (perSecond == null) {
      return null;
    }
    long expected = header.operationsExpected();
    Long eta =
        expected < 0 || perSecond <= 0
            ? null
            : (Long) (long) Math.ceil((expected - header.operationsDone()) / perSecond);
    return new RateJson(new BigDecimal(perSecond).round(FOUR_DIGITS).doubleValue(), eta);
  }

  private static Brief brief(JobHeader header, SubJobRow row) {
    return new Brief(
        header.id().subJob(row.index()).toString(), row.status().label(), row.failures());
  }

  static WaitingJson waiting(JobHeader.WaitingFor waiting) {
    return waiting == null
        ? null
        : new WaitingJson(
            waiting.reason(),
            waiting.job() == null ? null : waiting.job().toString(),
            Times.text(waiting.until()));
  }
}
