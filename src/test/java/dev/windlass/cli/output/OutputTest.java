package dev.windlass.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.windlass.cli.client.Documents;
import dev.windlass.cli.output.Table.Column;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTest {
  private static final Instant NOW = Instant.parse("2026-11-28T17:00:00Z");
  private static final Ages AGES = new Ages(NOW, false);

  @Test
  void columnsAreAsWideAsTheyHaveToBeAndNumbersStandToTheRight() throws Exception {
    Table table =
        Table.of(Column.of("NAME", "/name"), Column.number("N", "/n"), Column.of("X", "/x"));
    JsonNode list =
        Documents.JSON.readTree(
            "{\"items\":[{\"name\":\"a\",\"n\":5,\"x\":null},{\"name\":\"東京\",\"n\":1234}]}");
    assertThat(table.lines(list, AGES))
        .containsExactly("NAME      N   X", "a         5   -", "東京   1234   -");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0s", "PT119S, 119s", "PT2M, 2m", "PT9M59S, 9m59s", "PT10M, 10m", "PT2H59M, 179m",
    "PT3H, 3h", "PT7H30M, 7h30m", "PT47H, 47h", "PT48H, 2d", "P7DT5H, 7d5h", "P8D, 8d"
  })
  void agesAreShort(Duration age, String text) {
    assertThat(AGES.of(time(NOW.minus(age)))).isEqualTo(text);
  }

  @Test
  void timesToComeAndInstantsAreSaidSo() {
    assertThat(AGES.of(time(NOW.plusSeconds(90)))).isEqualTo("in 90s");
    assertThat(AGES.said(time(NOW.minusSeconds(90)))).isEqualTo("90s ago");
    assertThat(AGES.of(Documents.object().path("nothing"))).isEqualTo("-");
    Ages utc = new Ages(NOW, true);
    assertThat(utc.of(TextNode.valueOf("2026-11-28T16:00:00.000Z")))
        .isEqualTo("2026-11-28T16:00:00.000Z");
  }

  /** What a reader of YAML 1.1 would take for a number, a time or a truth is quoted. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "5",
        "5.0",
        "1_000",
        "0x1F",
        "012",
        "1e3",
        "true",
        "yes",
        "no",
        "off",
        "null",
        "~",
        "",
        "2026-11-28",
        "2026-11-28T17:00:00.000Z",
        "12:30",
        "- a",
        "a: b",
        "a #b",
        "*a",
        "&a",
        "!a",
        "%a",
        "@a",
        "`a`",
        "'a'",
        "\"a\"",
        "a\nb",
        " a",
        "a ",
        "ä",
        "{a}",
        "[a]",
        "a",
        "a/b",
        "y"
      })
  void yamlComesBackAsItWas(String text) throws Exception {
    JsonNode json = Documents.object().put("value", text);
    ObjectMapper yaml = new YAMLMapper();
    assertThat(yaml.readTree(YamlText.of(json))).isEqualTo(json);
    Object other =
        new org.yaml.snakeyaml.Yaml()
            .<java.util.Map<String, Object>>load(YamlText.of(json))
            .get("value");
    assertThat(other).isEqualTo(text);
  }

  @Test
  void propertiesThatAreNotThereTakeNoLine() {
    Properties properties = new Properties();
    properties.add("Name", "a");
    properties.add("Longer name", Documents.object().path("nothing"));
    properties.add("Other", "b\nc");
    assertThat(properties.lines()).containsExactly("Name:   a", "Other:  b c");
  }

  private static JsonNode time(Instant instant) {
    return TextNode.valueOf(instant.toString());
  }
}
