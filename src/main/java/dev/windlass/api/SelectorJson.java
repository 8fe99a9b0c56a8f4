package dev.windlass.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.control.BulkSelector;
import dev.windlass.control.Times;
import dev.windlass.job.JobId;
import dev.windlass.job.JobStatus;
import dev.windlass.view.BatchJobFilter;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which batch jobs a bulk directive is for: the ids, or all that the other fields find. */
@Schema(name = "Selector")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record SelectorJson(
    String namespace,
    @Schema(description = "One, or several.") List<String> status,
    @Schema(examples = "default/geocode") String definition,
    @Schema(examples = "team=maps", description = "One, or several that must all be there.")
        List<String> label,
    String requestedBy,
    String createdAfter,
    String createdBefore,
    @Schema(description = "The beginning of an id, or a part of a definition's name.") String q,
    @Schema(description = "Without any other field.") List<String> ids) {

  static SelectorJson of(BulkSelector selector) {
    BatchJobFilter filter = selector.filter();
    return new SelectorJson(
        filter.namespace(),
        filter.statuses().stream().map(JobStatus::label).sorted().toList(),
        filter.definition(),
        filter.labels().entrySet().stream().map(l -> l.getKey() + "=" + l.getValue()).toList(),
        filter.requestedBy(),
        Times.text(filter.createdAfter()),
        Times.text(filter.createdBefore()),
        filter.q(),
        selector.ids().stream().map(UUID::toString).toList());
  }

  static BulkSelector read(Fields in) {
    BatchJobFilters filters = new BatchJobFilters();
    filters.namespace = in.text("namespace");
    filters.statuses = in.oneOrMore("status");
    filters.definition = in.text("definition");
    filters.labels = in.oneOrMore("label");
    filters.requestedBy = in.text("requestedBy");
    filters.createdAfter = in.text("createdAfter");
    filters.createdBefore = in.text("createdBefore");
    filters.q = in.text("q");
    List<UUID> ids = in.oneOrMore("ids").stream().map(Ids::directable).map(JobId::value).toList();
    BatchJobFilter filter = filters.read();
    boolean all = filter.equals(BatchJobFilter.ALL);
    if (all == ids.isEmpty()) {
      String rule = "must hold ids alone, or at least one of the other fields and no ids";
      in.error("ids", ids.size(), rule);
    }
    return new BulkSelector(filter, ids);
  }
}
