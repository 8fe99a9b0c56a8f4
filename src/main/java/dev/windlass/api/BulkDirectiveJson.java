package dev.windlass.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.control.BulkDirective;
import dev.windlass.control.BulkDirective.Asked;
import dev.windlass.control.BulkPreview;
import dev.windlass.control.DirectiveRequest;
import dev.windlass.control.Times;
import dev.windlass.job.JobHeader;
import dev.windlass.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A directive to many batch jobs as clients read it. */
@Schema(name = "BulkDirective")
record BulkDirectiveJson(
    @Schema(examples = "bd_01KB4W7Q3V8ZJ0N2C5D6E7F8G9") String id,
    @Schema(enumeration = {"start", "stop", "pause", "unpause", "delete"}) String directive,
    SelectorJson selector,
    @Schema(enumeration = {"running", "done"}) String state,
    @Schema(description = "Batch jobs that it is for.") int total,
    @Schema(description = "Not sent yet.") int pending,
    int applied,
    @Schema(description = "In the log; the outcome came too late to be noted.") int accepted,
    int refused,
    String requestedBy,
    String createdTime,
    String endedTime) {

  static BulkDirectiveJson of(BulkDirective bulk) {
    return new BulkDirectiveJson(
        bulk.id(),
        Json.word(bulk.asked().directive()),
        SelectorJson.of(bulk.asked().selector()),
        bulk.endedAt() == null ? "running" : "done",
        bulk.total(),
        bulk.pending(),
        bulk.applied(),
        bulk.accepted(),
        bulk.refused(),
        bulk.requestedBy(),
        Times.text(bulk.createdAt()),
        Times.text(bulk.endedAt()));
  }

  /** What a request holds. */
  record Request(Asked asked, boolean dryRun) {
    static Request read(Fields in) {
      Boolean dryRun = in.bool("dryRun");
      if (in.has("id")) {
        in.error("id", null, "is not a field here: each directive has the bulk directive's id");
      }
      DirectiveRequest directive = DirectiveJson.read(in);
      in.required("selector");
      Asked asked =
          new Asked(
              directive.directive(),
              directive.options(),
              in.object("selector", SelectorJson::read));
      return new Request(asked, Boolean.TRUE.equals(dryRun));
    }
  }

  /** For the documentation: a request is read field by field. */
  @Schema(name = "NewBulkDirective", description = "And the options of a directive.")
  record NewJson(
      @Schema(
              required = true,
              enumeration = {"start", "stop", "pause", "unpause", "delete"})
          String directive,
      @Schema(required = true) SelectorJson selector,
      @Schema(description = "Say what it would be for, and do nothing.", defaultValue = "false")
          Boolean dryRun) {}

  /** What became of one batch job. */
  @Schema(name = "BulkDirectiveItem")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ItemJson(
      String batchJobId,
      @Schema(enumeration = {"pending", "applied", "accepted", "refused"}) String state,
      @Schema(description = "As in a problem.") String code,
      String reason) {
    static ItemJson of(BulkDirective.Item item) {
      return new ItemJson(
          item.batchJob().toString(), Json.word(item.state()), item.code(), item.reason());
    }
  }

  /** What it would be for. */
  @Schema(name = "BulkDirectivePreview")
  record PreviewJson(
      boolean dryRun,
      String directive,
      @Schema(description = "Batch jobs that it would go to.") int matching,
      @Schema(description = "Those whose status allows it now.") int possible,
      Map<String, Integer> byStatus,
      @Schema(description = "The newest ten of them.") List<SampleJson> sample) {
    static PreviewJson of(BulkPreview preview) {
      Map<String, Integer> byStatus = new LinkedHashMap<>();
      preview.byStatus().forEach((status, count) -> byStatus.put(status.label(), count));
      return new PreviewJson(
          true,
          Json.word(preview.asked().directive()),
          preview.matching(),
          preview.possible(),
          byStatus,
          preview.sample().stream()
              .map(row -> SampleJson.of(row.header(), preview.asked()))
              .toList());
    }
  }

  @Schema(name = "BulkDirectiveSample")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SampleJson(
      String id,
      String definition,
      String status,
      String createdTime,
      boolean possible,
      @Schema(description = "Why not.") String reason) {
    static SampleJson of(JobHeader job, Asked asked) {
      PossibleJson possible = PossibleJson.of(job, asked.directive(), asked.options().onlyFailed());
      return new SampleJson(
          job.id().toString(),
          job.namespace() + "/" + job.definition(),
          job.status().label(),
          Times.text(job.createdTime()),
          possible.possible(),
          possible.reason());
    }
  }
}
