package dev.windlass.api;

import dev.windlass.control.StoredDefinition;
import dev.windlass.control.Times;
import dev.windlass.job.Definition;
import dev.windlass.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A definition as clients write and read it. */
@Schema(name = "Definition")
record DefinitionJson(
    @Schema(examples = "default") String namespace,
    @Schema(examples = "geocode", description = "1 to 50 characters of [A-Za-z0-9._-].")
        String name,
    @Schema(readOnly = true, description = "From 1; rises with every change.") int version,
    String description,
    @Schema(examples = "http", description = "One of the configured handlers.") String handler,
    @Schema(description = "What all cases share.") Map<String, Object> parameters,
    @Schema(description = "0 to 1000; at least one to start.") List<CaseJson> cases,
    @Schema(description = "How often a sub-job runs its cases; 0 is for ever.", defaultValue = "1")
        long iterations,
    @Schema(description = "Absent: failures never fail a sub-job.") Integer failuresToIgnore,
    @Schema(description = "Absent: a batch job goes on however many sub-jobs fail.")
        FailureBudgetJson failureBudget,
    RetriesJson retries,
    @Schema(examples = "PT30S") String operationTimeout,
    @Schema(examples = "PT30S") String stopTimeout,
    @Schema(enumeration = {"last", "all"}) String keepResults,
    @Schema(enumeration = {"many", "one"}) String runs,
    @Schema(examples = "default") String queue,
    @Schema(enumeration = {"high", "normal", "low"}) String priority,
    @Schema(readOnly = true) String createdTime,
    @Schema(readOnly = true) String updatedTime) {
  private static final int MAX = Integer.MAX_VALUE;

  @Schema(name = "Case")
  record CaseJson(String id, Map<String, Object> parameters) {}

  @Schema(name = "Retries")
  record RetriesJson(int max, String backoff, String maxBackoff) {}

  static DefinitionJson of(StoredDefinition stored) {
    Definition d = stored.definition();
    return new DefinitionJson(
        d.namespace(),
        d.name(),
        d.version(),
        d.description(),
        d.handler(),
        d.parameters(),
        d.cases().stream().map(c -> new CaseJson(c.id(), c.parameters())).toList(),
        d.iterations(),
        d.failuresToIgnore(),
        FailureBudgetJson.of(d.failureBudget()),
        new RetriesJson(
            d.retries().max(),
            d.retries().backoff().toString(),
            d.retries().maxBackoff().toString()),
        d.operationTimeout().toString(),
        d.stopTimeout().toString(),
        Json.word(d.keepResults()),
        Json.word(d.runs()),
        d.queue(),
        Json.word(d.priority()),
        Times.text(stored.createdAt()),
        Times.text(stored.updatedAt()));
  }

  static Definition read(Fields in) {
    in.required("name");
    in.required("handler");
    String namespace = in.text("namespace");
    return read(in, namespace == null ? "default" : namespace, in.text("name"));
  }

  /** Where the address says what it is called, the body may say the same or nothing. */
  static Definition read(Fields in, String namespace, String name) {
    in.same("namespace", namespace);
    in.same("name", name);
    readOnly(in);
    Long iterations = in.whole("iterations", 0, MAX);
    return new Definition(
        namespace,
        name,
        0,
        in.text("description"),
        in.text("handler"),
        in.map("parameters"),
        in.list("cases", DefinitionJson::readCase),
        iterations == null ? 1 : iterations,
        in.integer("failuresToIgnore", 0, MAX),
        in.object("failureBudget", FailureBudgetJson::read),
        in.object("retries", DefinitionJson::readRetries),
        in.duration("operationTimeout"),
        in.duration("stopTimeout"),
        in.word("keepResults", Definition.KeepResults.class),
        in.word("runs", Definition.Runs.class),
        in.text("queue"),
        in.word("priority", Definition.Priority.class));
  }

  /** What was read may be sent back as it is. */
  private static void readOnly(Fields in) {
    in.integer("version", 0, MAX);
    in.text("createdTime");
    in.text("updatedTime");
  }

  private static Definition.Case readCase(Fields in) {
    return new Definition.Case(in.requiredText("id"), in.map("parameters"));
  }

  private static Definition.Retries readRetries(Fields in) {
    Integer max = in.integer("max", 0, MAX);
    Duration backoff = in.duration("backoff");
    return new Definition.Retries(max == null ? 0 : max, backoff, in.duration("maxBackoff"));
  }
}
