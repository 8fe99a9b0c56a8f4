package dev.windlass.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.CommandNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every variable, setting and command that the chart gives is one that the program knows. */
class EnvironmentTest {
  private static KnownSettings known;

  @BeforeAll
  static void read() throws IOException {
    known = KnownSettings.ofTheProgram();
  }

  static Stream<Path> valuesFiles() throws IOException {
    return Release.valuesFiles();
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void everyVariableIsASettingOfTheProgram(Path values) throws Exception {
    for (JsonNode maker : Release.of(values).podMakers()) {
      Set<String> names = new HashSet<>();
      for (JsonNode variable : Release.container(maker).path("env")) {
        String name = variable.path("name").asText();
        assertThat(names.add(name)).as(name + " is there twice").isTrue();
        assertThat(name.equals("TZ") || known.hasVariable(name))
            .as(name + " of " + References.where(maker))
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void everySettingInValuesIsOneOfTheProgram(Path values) throws Exception {
    JsonNode all = Release.merged(values);
    all.at("/kafka/settings").fieldNames().forEachRemaining(n -> assertKnown("kafka." + n));
    all.at("/defaults/settings").fieldNames().forEachRemaining(EnvironmentTest::assertKnown);
    for (JsonNode role : all.path("roles")) {
      role.path("settings").fieldNames().forEachRemaining(EnvironmentTest::assertKnown);
    }
  }

  private static void assertKnown(String name) {
    assertThat(known.hasProperty(name)).as(name).isTrue();
  }

  @Test
  void whatIsFixedWhenTheProgramIsBuiltOrNeverWasASettingIsNone() {
    assertThat(known.hasVariable("WINDLASS_WORKER_SLOTS")).isTrue();
    assertThat(known.hasVariable("WINDLASS_WORKER_SLOT")).isFalse();
    assertThat(known.hasVariable("QUARKUS_DATASOURCE_DB_KIND")).isFalse();
    assertThat(known.hasProperty("windlass.sql.sources.warehouse.jdbc-url")).isTrue();
    assertThat(known.hasProperty("windlass.sql.sources.warehouse.url")).isFalse();
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void everyPodRunsACommandThatThereIs(Path values) throws Exception {
    for (JsonNode maker : Release.of(values).podMakers()) {
      assertThat(CommandNames.all()).contains(Release.container(maker).at("/args/0").asText());
    }
  }
}
