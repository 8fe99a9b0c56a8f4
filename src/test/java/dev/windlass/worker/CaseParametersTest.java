package dev.windlass.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.job.Definition;
import dev.windlass.wire.DefinitionRecord;
import dev.windlass.worker.handler.Secrets;
import dev.windlass.worker.handler.UnusableParameters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CaseParametersTest {
  private static final Map<String, Object> ROW = Map.of("id", "7");
  private static final Secrets NO_SECRETS = new Secrets(null, "default");

  @Test
  void theCaseGoesOverTheArgumentsAndTheseOverTheDefinition() {
    CaseParameters parameters =
        new CaseParameters(
            record(
                Map.of("a", "definition", "b", "definition", "c", "definition"),
                Map.of("b", "argument", "c", "argument"),
                Map.of("c", "case {row.id}")),
            Set.of(),
            NO_SECRETS);
    assertThat(parameters.of(0, ROW, 1, 0).values())
        .isEqualTo(Map.of("a", "definition", "b", "argument", "c", "case 7"));
  }

  @Test
  void whatIsTakenVerbatimIsTheDefinitionsOwn() {
    CaseParameters parameters =
        new CaseParameters(
            record(
                Map.of("query", "select '{row.id}'"),
                Map.of("query", "drop table city"),
                Map.of("values", "{row.id}")),
            Set.of("query"),
            NO_SECRETS);
    assertThat(parameters.of(0, ROW, 1, 0).values())
        .isEqualTo(Map.of("query", "select '{row.id}'", "values", "7"));
  }

  @Test
  void anArgumentCantBringWhatTheDefinitionDoesNotHave() {
    CaseParameters parameters =
        new CaseParameters(
            record(Map.of(), Map.of("query", "drop table city"), Map.of()),
            Set.of("query"),
            NO_SECRETS);
    assertThat(parameters.of(0, ROW, 1, 0).values()).isEmpty();
  }

  @Test
  void anArgumentNamesNoSecret() {
    CaseParameters parameters =
        new CaseParameters(
            record(Map.of(), Map.of("body", List.of("{secret.geo-token}")), Map.of()),
            Set.of(),
            NO_SECRETS);
    assertThatThrownBy(() -> parameters.of(0, ROW, 1, 0))
        .isInstanceOf(UnusableParameters.class)
        .hasMessage("the arguments name a secret: only a definition may");
  }

  private static DefinitionRecord record(
      Map<String, Object> definition, Map<String, Object> arguments, Map<String, Object> one) {
    return new DefinitionRecord(
        1,
        new Definition(
            "default",
            "x",
            1,
            null,
            "sql-export",
            definition,
            List.of(new Definition.Case("case", one)),
            1,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null),
        null,
        arguments);
  }
}
