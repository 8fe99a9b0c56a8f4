package dev.windlass.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.windlass.deploy.Expressions.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The alert rules and dashboards by themselves; {@code MonitoringIT} asks the program. */
class MonitoringTest {
  private static final Path OPERATIONS = Path.of("docs", "operations.md");
  private static final Pattern ALERT = Pattern.compile("(?m)^### (Windlass\\w+)$");
  private static final int COLUMNS = 24;

  @Test
  void everyAlertSaysWhatIsWrongAndWhereToReadOn() throws IOException {
    for (Rule rule : Expressions.rules()) {
      assertThat(rule.alert()).startsWith("Windlass");
      assertThat(rule.labels().get("severity"))
          .as(rule.alert())
          .isIn("critical", "warning", "info");
      assertThat(rule.annotations())
          .as(rule.alert())
          .containsOnlyKeys("summary", "description", "runbook_url")
          .allSatisfy((name, text) -> assertThat(text).isNotBlank());
      assertThat(rule.annotations().get("runbook_url"))
          .isEqualTo("docs/operations.md#" + rule.alert().toLowerCase());
      assertThat(rule.lasting() == null || rule.lasting().matches("\\d+[mh]")).isTrue();
    }
  }

  @Test
  void everyAlertHasItsSectionAndEverySectionItsAlert() throws IOException {
    Set<String> alerts = Expressions.rules().stream().map(Rule::alert).collect(Collectors.toSet());
    List<String> sections =
        ALERT.matcher(Files.readString(OPERATIONS)).results().map(found -> found.group(1)).toList();
    assertThat(sections).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(alerts);
  }

  @Test
  void everyExpressionIsOne() throws IOException {
    assertThat(Expressions.read().all())
        .hasSizeGreaterThan(60)
        .allSatisfy(expression -> assertThat(expression.read().selectors()).isNotEmpty());
  }

  @Test
  void dashboardsAreWhatGrafanaLoads() throws IOException {
    Set<String> uids = new HashSet<>();
    Expressions.dashboards()
        .forEach(
            (file, board) -> {
              assertThat(uids.add(board.get("uid").asText())).as("another uid: " + file).isTrue();
              assertThat(board.get("title").asText()).startsWith("Windlass");
              assertThat(board.at("/templating/list/0/name").asText()).isEqualTo("datasource");
              List<Integer> ids = new ArrayList<>();
              board.get("panels").forEach(panel -> ids.add(panel.get("id").asInt()));
              assertThat(ids).as("ids of " + file).doesNotHaveDuplicates();
              board.get("panels").forEach(MonitoringTest::isExplained);
              nothingOverlaps(file, board);
            });
  }

  @Test
  void grafanaFindsWhatComposeMounts() throws IOException {
    JsonNode provider =
        yaml("deploy/grafana/provisioning/dashboards/windlass.yaml").at("/providers/0");
    JsonNode source =
        yaml("deploy/grafana/provisioning/datasources/prometheus.yaml").at("/datasources/0");
    String compose = Files.readString(Path.of("deploy", "compose.yaml"));
    assertThat(compose)
        .contains(
            "../" + Expressions.DASHBOARDS + ":" + provider.at("/options/path").asText() + ":ro")
        .contains(provider.at("/options/path").asText() + "/overview.json")
        .contains("./grafana/provisioning:/etc/grafana/provisioning:ro");
    assertThat(source.get("url").asText()).isEqualTo("http://prometheus:9090");
  }

  @Test
  void prometheusAsksEveryServiceThatPlaysARole() throws IOException {
    JsonNode config = yaml("deploy/prometheus/prometheus.yml");
    JsonNode scraped = config.at("/scrape_configs/0");
    List<String> names = new ArrayList<>();
    scraped.at("/dns_sd_configs/0/names").forEach(name -> names.add(name.asText()));
    assertThat(names).containsExactlyInAnyOrderElementsOf(Compose.read().programs().keySet());
    assertThat(scraped.get("metrics_path").asText()).isEqualTo("/q/metrics");
    assertThat(scraped.at("/authorization/credentials_file").asText())
        .isEqualTo("/run/secrets/metrics-key");
    assertThat(config.at("/rule_files/0").asText())
        .isEqualTo("/etc/windlass/" + Expressions.RULES.getFileName());
    assertThat(Files.readString(Path.of("deploy", "compose.yaml")))
        .contains("../" + Expressions.RULES.getParent() + ":/etc/windlass:ro");
  }

  private static void isExplained(JsonNode panel) {
    if (!panel.get("type").asText().equals("row")) {
      assertThat(panel.get("description").asText()).as(panel.get("title").asText()).isNotBlank();
      assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotBlank();
      assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
      assertThat(panel.get("targets")).isNotEmpty();
    }
  }

  private static void nothingOverlaps(Path file, JsonNode board) {
    Set<List<Integer>> taken = new HashSet<>();
    for (JsonNode panel : board.get("panels")) {
      JsonNode at = panel.get("gridPos");
      for (int x = at.get("x").asInt(); x < at.get("x").asInt() + at.get("w").asInt(); x++) {
        assertThat(x).as(file + ": " + panel.get("title")).isLessThan(COLUMNS);
        for (int y = at.get("y").asInt(); y < at.get("y").asInt() + at.get("h").asInt(); y++) {
          assertThat(taken.add(List.of(x, y))).as(file + ": " + panel.get("title")).isTrue();
        }
      }
    }
  }

  private static JsonNode yaml(String file) throws IOException {
    return new YAMLMapper().readTree(Path.of(file).toFile());
  }
}
