package dev.windlass.api;

import dev.windlass.control.DefinitionKey;
import dev.windlass.control.InputId;
import dev.windlass.control.NewBatchJob;
import dev.windlass.control.Refusal;
import dev.windlass.job.Creation.OnOverlap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A create as clients write it. */
@Schema(name = "NewBatchJob")
record NewBatchJobJson(
    @Schema(required = true, examples = "default/geocode") String definition,
    @Schema(description = "1 to 10,000,000; either this or input.") Integer subJobs,
    @Schema(description = "The id of uploaded rows: one sub-job a row.") String input,
    @Schema(description = "Absent: as many as the fleet takes.") Integer maxConcurrent,
    @Schema(description = "How many sub-jobs begin per second, at most.") Double jobsPerSecond,
    @Schema(description = "Instead of the definition's.") FailureBudgetJson failureBudget,
    Map<String, Object> arguments,
    Map<String, String> labels,
    @Schema(defaultValue = "true", description = "false parks it in created.") Boolean start,
    @Schema(
            enumeration = {"queue-one", "skip", "allow"},
            description = "Where the definition runs one at a time.")
        String onOverlap) {
  private static final int MAX = 10_000_000;

  static NewBatchJob read(Fields in) {
    return read(in, false, null);
  }

  /** What each fire of a schedule creates: started, and one sub-job where nothing is said. */
  static NewBatchJob readScheduled(Fields in, OnOverlap onOverlap) {
    return read(in, true, onOverlap);
  }

  private static NewBatchJob read(Fields in, boolean scheduled, OnOverlap ofSchedule) {
    String definition = in.requiredText("definition");
    Integer subJobs = in.integer("subJobs", 1, MAX);
    String input = input(in);
    boolean both = in.has("subJobs") && in.has("input");
    boolean neither = !in.has("subJobs") && !in.has("input");
    if (both || neither && !scheduled) {
      String rule = "or 'input' " + (scheduled ? "may" : "must") + " be there, and not both";
      in.error("subJobs", subJobs, rule);
    }
    Boolean start = scheduled ? Boolean.TRUE : in.bool("start");
    return new NewBatchJob(
        definition == null ? null : key(in, definition),
        neither ? Integer.valueOf(1) : subJobs,
        input,
        in.integer("maxConcurrent", 1, MAX),
        in.positive("jobsPerSecond", DirectiveJson.MAX_PER_SECOND),
        in.object("failureBudget", FailureBudgetJson::read),
        in.map("arguments"),
        in.texts("labels"),
        start == null || start,
        scheduled ? ofSchedule : in.word("onOverlap", OnOverlap.class));
  }

  private static DefinitionKey key(Fields in, String reference) {
    try {
      return DefinitionKey.parse(reference);
    } catch (Refusal refusal) {
      refusal.errors().forEach(e -> in.error(e.field(), e.value(), e.rule()));
      return null;
    }
  }

  private static String input(Fields in) {
    String input = in.text("input");
    if (input != null && !InputId.PATTERN.matcher(input).matches()) {
      in.error("input", input, "must be the id of uploaded rows, as POST /v1/inputs gave it");
    }
    return input;
  }
}
