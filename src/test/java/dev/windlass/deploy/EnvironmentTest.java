package dev.windlass.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.CommandNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every variable, setting and command that the chart gives is one that the program knows. */
class EnvironmentTest {
  private static final Set<String> COMMANDS = CommandNames.all();

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
      List<String> names =
          References.stream(Release.container(maker).path("env"))
              .map(variable -> variable.path("name").asText())
              .toList();
      assertThat(names).as(References.where(maker)).doesNotHaveDuplicates();
      assertThat(names.stream().filter(name -> !name.equals("TZ") && !known.hasVariable(name)))
          .as("variables of " + References.where(maker) + " that nobody reads")
          .isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void everySettingInValuesIsOneOfTheProgram(Path values) throws Exception {
    JsonNode all = Release.merged(values);
    List<String> names = new ArrayList<>();
    all.at("/kafka/settings").fieldNames().forEachRemaining(name -> names.add("kafka." + name));
    all.at("/defaults/settings").fieldNames().forEachRemaining(names::add);
    for (JsonNode role : all.path("roles")) {
      role.path("settings").fieldNames().forEachRemaining(names::add);
    }
    assertThat(names.stream().filter(name -> !known.hasProperty(name))).isEmpty();
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
      assertThat(COMMANDS).contains(Release.container(maker).at("/args/0").asText());
    }
  }
}
