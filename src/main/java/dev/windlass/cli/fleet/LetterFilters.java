package dev.windlass.cli.fleet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.client.Documents;
import dev.windlass.cli.client.Route;
import dev.windlass.cli.command.Past;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which dead letters. */
final class LetterFilters {
  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "Where the record stood, with or without the prefix.")
  private String topic;

  @Option(names = "--role", paramLabel = "ROLE", description = "Who could not read or apply it.")
  private String role;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = Past.class,
      description = "Put aside at this instant or later, or since so long: 2h.")
  private Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = Past.class,
      description = "Put aside before this instant, or longer ago: 2h.")
  private Instant to;

  @Option(
      names = "--query",
      paramLabel = "TEXT",
      description = "A part of the reason, a key, or an id.")
  private String query;

  Route on(Route list) {
    Route route = list;
    for (Map.Entry<String, Object> said : said().entrySet()) {
      route = route.with(said.getKey(), said.getValue());
    }
    return route;
  }

  ObjectNode body() {
    ObjectNode body = Documents.object();
    said().forEach((name, value) -> body.put(name, value.toString()));
    return body;
  }

  private Map<String, Object> said() {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("topic", topic);
    said.put("role", role);
    said.put("from", from);
    said.put("to", to);
    said.put("q", query);
    said.values().removeIf(value -> value == null);
    return said;
  }
}
