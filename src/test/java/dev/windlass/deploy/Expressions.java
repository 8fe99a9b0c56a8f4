package dev.windlass.deploy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every expression of the alert rules and the dashboards, and where it stands. */
record Expressions(List<Expression> all) {
  private static final Path MONITORING = Release.CHART.resolve("monitoring");

  static final Path RULES = MONITORING.resolve("windlass.rules.yml");
  static final Path DASHBOARDS = MONITORING.resolve("dashboards");

  /** What Prometheus' documentation says of a file of alerts; any other field is refused. */
  record Rules(List<Group> groups) {}

  record Group(String name, List<Rule> rules) {}

  record Rule(
      String alert,
      String expr,
      @JsonProperty("for") String lasting,
      Map<String, String> labels,
      Map<String, String> annotations) {}

  record Expression(String where, String text) {
    /** As Grafana sends it: with a step of a minute, and every process chosen. */
    PromQl read() {
      return PromQl.of(text.replace("$__rate_interval", "5m").replace("$instance", ".*"));
    }
  }

  static List<Rule> rules() throws IOException {
    // Unknown fields are refused by default.
    Rules rules = new YAMLMapper().readValue(RULES.toFile(), Rules.class);
    return rules.groups().stream().flatMap(group -> group.rules().stream()).toList();
  }

  static Map<Path, JsonNode> dashboards() throws IOException {
    ObjectMapper json = new ObjectMapper();
    Map<Path, JsonNode> found = new java.util.TreeMap<>();
    try (Stream<Path> files = Files.list(DASHBOARDS)) {
      for (Path file : files.toList()) {
        found.put(file, json.readTree(file.toFile()));
      }
    }
    return found;
  }

  static Expressions read() throws IOException {
    List<Expression> all = new ArrayList<>();
    rules().forEach(rule -> all.add(new Expression("alert " + rule.alert(), rule.expr())));
    dashboards()
        .forEach(
            (file, dashboard) -> {
              for (JsonNode panel : dashboard.get("panels")) {
                for (JsonNode target : panel.path("targets")) {
                  String where = file.getFileName() + ": " + panel.get("title").asText();
                  all.add(new Expression(where, target.get("expr").asText()));
                }
              }
            });
    return new Expressions(all);
  }
}
