package dev.windlass.cli.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.client.Documents;
import dev.windlass.cli.client.Route;
import dev.windlass.cli.command.Past;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which batch jobs, in the words of the API's filters. */
final class JobFilters {
  @Option(
      names = "--status",
      paramLabel = "STATUS",
      split = ",",
      description = "Such as running, or running,paused.")
  private List<String> statuses = new ArrayList<>();

  @Option(
      names = {"-d", "--definition"},
      paramLabel = "REF",
      description = "namespace/name, or a name in any namespace.")
  private String definition;

  @Option(
      names = {"-l", "--label"},
      paramLabel = "NAME=VALUE",
      description = "Has this label; several must all be there.")
  private List<String> labels = new ArrayList<>();

  @Option(names = "--requested-by", paramLabel = "USER", description = "Who created it.")
  private String requestedBy;

  @Option(
      names = "--created-after",
      paramLabel = "TIME",
      converter = Past.class,
      description = "An instant, or how long ago: 2h.")
  private Instant createdAfter;

  @Option(
      names = "--created-before",
      paramLabel = "TIME",
      converter = Past.class,
      description = "An instant, or how long ago: 2h.")
  private Instant createdBefore;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      description = "The definitions' namespace.")
  private String namespace;

  @Option(
      names = "--query",
      paramLabel = "TEXT",
      description = "A part of the definition's name, or the beginning of the id.")
  private String query;

  Route on(Route list) {
    return list.with("namespace", namespace)
        .with("status", statuses)
        .with("definition", definition)
        .with("label", labels)
        .with("requestedBy", requestedBy)
        .with("createdAfter", createdAfter)
        .with("createdBefore", createdBefore)
        .with("q", query);
  }

  /** As a bulk directive takes them; empty where nothing is said. */
  ObjectNode selector() {
    ObjectNode selector = Documents.object();
    put(selector, "namespace", namespace);
    put(selector, "status", statuses);
    put(selector, "definition", definition);
    put(selector, "label", labels);
    put(selector, "requestedBy", requestedBy);
    put(selector, "createdAfter", createdAfter);
    put(selector, "createdBefore", createdBefore);
    put(selector, "q", query);
    return selector;
  }

  private static void put(ObjectNode selector, String name, Object value) {
    if (value != null) {
      selector.put(name, value.toString());
    }
  }

  private static void put(ObjectNode selector, String name, List<String> values) {
    if (!values.isEmpty()) {
      ArrayNode array = selector.putArray(name);
      values.forEach(array::add);
    }
  }
}
