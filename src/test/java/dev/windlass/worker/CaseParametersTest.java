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
            Set.of(),
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
            Set.of(),
            NO_SECRETS);
    assertThat(parameters.of(0, ROW, 1, 0).values()).isEmpty();
  }

  @Test
  void anArgumentNamesNoSecret() {
    CaseParameters parameters =
        new CaseParameters(
            record(Map.of(), Map.of("body", List.of("{secret.geo-token}")), Map.of()),
            Set.of(),
            Set.of(),
            NO_SECRETS);
    assertThatThrownBy(() -> parameters.of(0, ROW, 1, 0))
        .isInstanceOf(UnusableParameters.class)
        .hasMessage("the arguments name a secret: only a definition may");
  }

  /** Else whoever may start the definition sends its secret to any host that is allowed. */
  @Test
  void whereASecretGoesNoArgumentSays() {
    CaseParameters parameters =
        fixed(
            Map.of("url", "http://geo/", "headers", Map.of("Authorization", "{secret.geo-token}")),
            Map.of("url", "http://elsewhere/"),
            Map.of());
    assertThatThrownBy(() -> parameters.of(0, ROW, 1, 0))
        .isInstanceOf(UnusableParameters.class)
        .hasMessage(
            "the argument 'url' may not take the place of the definition's 'url', which says where"
                + " secrets go or what is run: only what stands there as {parameters.<name>} is for"
                + " arguments");
  }

  @Test
  void whatTheDefinitionLeavesToArgumentsIsTakenFromThem() {
    assertThat(
            fixed(
                    Map.of("url", "http://geo/{parameters.city}", "city", "Rome"),
                    Map.of("city", "Paris", "body", "x"),
                    Map.of())
                .of(0, ROW, 1, 0)
                .values())
        .containsEntry("url", "http://geo/Paris")
        .containsEntry("body", "x");
  }

  @Test
  void whatACaseSaysItselfNoArgumentReplacesSoNoneIsRefused() {
    assertThat(
            fixed(Map.of(), Map.of("url", "http://elsewhere/"), Map.of("url", "http://geo/"))
                .of(0, ROW, 1, 0)
                .values())
        .isEqualTo(Map.of("url", "http://geo/"));
  }

  @Test
  void aSecretIsSeenWhereverADefinitionNamesIt() {
    Map<String, Object> secret = Map.of("headers", Map.of("a", List.of("x {secret.token}")));
    assertThat(namesSecret(secret, Map.of())).isTrue();
    assertThat(namesSecret(Map.of(), secret)).isTrue();
    assertThat(namesSecret(Map.of("a", "{row.secret}"), Map.of())).isFalse();
  }

  private static boolean namesSecret(Map<String, Object> definition, Map<String, Object> one) {
    return CaseParameters.namesSecret(record(definition, Map.of(), one).definition());
  }

  private static CaseParameters fixed(
      Map<String, Object> definition, Map<String, Object> arguments, Map<String, Object> one) {
    return new CaseParameters(
        record(definition, arguments, one), Set.of(), Set.of("url"), NO_SECRETS);
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
