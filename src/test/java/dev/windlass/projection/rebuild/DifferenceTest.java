package dev.windlass.projection.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.wire.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DifferenceTest {
  @Test
  void equalRowsDoNotDiffer() throws Exception {
    assertThat(
            differences(
                Map.of("a", row("{'status': 'paused'}")), Map.of("a", row("{'status': 'paused'}"))))
        .isEmpty();
  }

  @Test
  void theFirstFieldThatDiffersIsNamedWithBothValues() throws Exception {
    assertThat(
            differences(
                Map.of("a", row("{'epoch': 1, 'status': 'paused', 'version': 3}")),
                Map.of("a", row("{'epoch': 1, 'status': 'running', 'version': 4}"))))
        .containsExactly(new Difference(ViewTable.BATCH_JOB, "a", "status", "paused", "running"));
  }

  @Test
  void aRowOnOneSideIsADifference() throws Exception {
    var found = differences(Map.of("a", row("{'x': 1}")), Map.of("b", row("{'x': 2}")));
    assertThat(found).hasSize(2);
    assertThat(found.get(0)).matches(Difference::onlyLive).matches(d -> d.row().equals("a"));
    assertThat(found.get(1)).matches(Difference::onlyRebuilt).matches(d -> d.row().equals("b"));
  }

  @Test
  void aValueThatIsMissingIsNotTheSameAsOneThatIsThere() throws Exception {
    assertThat(
            differences(
                Map.of("a", row("{'labels': null}")), Map.of("a", row("{'labels': {'k': 'v'}}"))))
        .containsExactly(new Difference(ViewTable.BATCH_JOB, "a", "labels", null, "{\"k\":\"v\"}"));
  }

  @Test
  void whatMayDifferIsNotCompared() throws Exception {
    assertThat(differences(Map.of("a", row("{'recent': 1}")), Map.of("a", row("{'recent': 2}"))))
        .isEmpty();
  }

  @Test
  void longValuesAreCut() throws Exception {
    var long_ = "x".repeat(500);
    assertThat(
            differences(Map.of("a", row("{'x': '" + long_ + "'}")), Map.of("a", row("{'x': ''}")))
                .getFirst()
                .live())
        .hasSize(121)
        .endsWith("\u2026");
  }

  private static java.util.List<Difference> differences(
      Map<String, JsonNode> live, Map<String, JsonNode> rebuilt) {
    return Difference.between(ViewTable.BATCH_JOB, live, rebuilt);
  }

  private static JsonNode row(String json) throws Exception {
    return Json.MAPPER.readTree(json.replace('\'', '"'));
  }
}
