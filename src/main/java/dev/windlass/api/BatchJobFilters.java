package dev.windlass.api;

import dev.windlass.control.Refusal;
import dev.windlass.job.JobStatus;
import dev.windlass.view.BatchJobFilter;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which batch jobs a list is to hold, as the query says it. */
public class BatchJobFilters {
  @QueryParam("namespace")
  String namespace;

  @QueryParam("status")
  List<String> statuses;

  @QueryParam("definition")
  String definition;

  @QueryParam("label")
  List<String> labels;

  @QueryParam("requestedBy")
  String requestedBy;

  @QueryParam("createdAfter")
  String createdAfter;

  @QueryParam("createdBefore")
  String createdBefore;

  @QueryParam("q")
  String q;

  BatchJobFilter read() {
    int slash = definition == null ? -1 : definition.indexOf('/');
    return new BatchJobFilter(
        slash < 0 ? namespace : agreed(definition.substring(0, slash)),
        statuses(),
        slash < 0 ? definition : definition.substring(slash + 1),
        labels(),
        requestedBy,
        Query.instant("createdAfter", createdAfter),
        Query.instant("createdBefore", createdBefore),
        q);
  }

  private String agreed(String ofDefinition) {
    if (namespace != null && !namespace.equals(ofDefinition)) {
      throw Refusal.invalid(
          "definition", definition, "must be of the namespace '" + namespace + "'");
    }
    return ofDefinition;
  }

  /** {@code status=running,paused} and {@code status=running&status=paused} are the same. */
  private Set<JobStatus> statuses() {
    Set<JobStatus> read = new HashSet<>();
    for (String words : statuses) {
      for (String word : words.split(",")) {
        read.add(status(word.strip()));
      }
    }
    return read;
  }

  private static JobStatus status(String word) {
    try {
      return JobStatus.ofLabel(word);
    } catch (IllegalArgumentException e) {
      String all =
          String.join(", ", Arrays.stream(JobStatus.values()).map(JobStatus::label).toList());
      throw Refusal.invalid("status", word, "must be one of " + all);
    }
  }

  private Map<String, String> labels() {
    Map<String, String> read = new LinkedHashMap<>();
    for (String label : labels) {
      int equals = label.indexOf('=');
      if (equals < 1) {
        throw Refusal.invalid("label", label, "must be <name>=<value>");
      }
      read.put(label.substring(0, equals), label.substring(equals + 1));
    }
    return read;
  }
}
