package dev.windlass.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.control.Refusal.FieldError;
import dev.windlass.job.Definition;
import dev.windlass.job.Definition.Case;
import dev.windlass.job.Definition.Retries;
import dev.windlass.job.FailureBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DefinitionRulesTest {
  private final DefinitionRules rules =
      new DefinitionRules(List.of("default", "slow"), List.of("http", "simulate"), 10_000);

  @Test
  void aPlainDefinitionBreaksNoRule() {
    assertThat(rules.check(definition("default", "geocode", "http", cases(1)))).isEmpty();
  }

  @Test
  void aDefinitionMayBeStoredWithoutCases() {
    assertThat(rules.check(definition("default", "geocode", "http", cases(0)))).isEmpty();
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() {
    Definition wrong = definition("no slash/es", "x".repeat(51), "python", cases(1001));
    assertThat(rules.check(wrong))
        .extracting(FieldError::toString)
        .containsExactly(
            "'namespace' must be 1 to 50 characters of [A-Za-z0-9._-], found 'no slash/es'",
            "'name' must be 1 to 50 characters of [A-Za-z0-9._-], found '" + "x".repeat(51) + "'",
            "'cases' must hold at most 1000, found 1001",
            "'handler' must be one of http, simulate, found 'python'");
  }

  @Test
  void queuesAreAClosedList() {
    assertThat(
            said(
                new Definition(
                    "default", "a", 0, null, "http", null, null, 1, null, null, null, null, null,
                    null, null, "gpu", null)))
        .containsExactly("'queue' must be one of default, slow, found 'gpu'");
  }

  @Test
  void numbersAndDurationsHaveTheirRanges() {
    Definition wrong =
        new Definition(
            "default",
            "a",
            0,
            null,
            "http",
            null,
            null,
            -1,
            -2,
            new FailureBudget(-3, 100.5, -4, null),
            new Retries(101, Duration.ZERO, Duration.ofDays(8)),
            Duration.ofSeconds(-1),
            Duration.ZERO,
            null,
            null,
            null,
            null);
    assertThat(said(wrong))
        .containsExactly(
            "'iterations' must be 0 to 2147483647, found -1",
            "'failuresToIgnore' must be 0 to 2147483647, found -2",
            "'failureBudget.count' must be 0 to 10000000, found -3",
            "'failureBudget.percent' must be 0 to 100, found 100.5",
            "'failureBudget.minimum' must be 0 to 10000000, found -4",
            "'retries.max' must be 0 to 100, found 101",
            "'operationTimeout' must be longer than 0 and at most 7 days, found 'PT-1S'",
            "'stopTimeout' must be longer than 0 and at most 7 days, found 'PT0S'",
            "'retries.backoff' must be longer than 0 and at most 7 days, found 'PT0S'",
            "'retries.maxBackoff' must be longer than 0 and at most 7 days, found 'PT192H'");
  }

  @Test
  void casesHaveDifferentIds() {
    List<Case> cases = List.of(new Case("a", null), new Case(" ", null), new Case("a", null));
    assertThat(said(definition("default", "a", "http", cases)))
        .containsExactly(
            "'cases[1].id' must be 1 to 200 characters, found ' '",
            "'cases[2].id' must not be that of an earlier case, found 'a'");
  }

  @Test
  void onlyFiveThingsAreSubstitutedAndOtherBracesAreText() {
    Map<String, Object> fine =
        Map.of(
            "url", "http://x/{row.address}/{parameters.region}/{iteration}/{index}",
            "body", "{\"a\": 1, \"b\": {}}",
            "headers", Map.of("Authorization", "Bearer {secret.geo-token}"));
    Map<String, Object> wrong = Map.of("headers", List.of(Map.of("X", "{env.HOME} {rows.x}")));
    assertThat(said(definition("default", "a", "http", List.of(new Case("a", fine))))).isEmpty();
    assertThat(said(definition("default", "a", "http", List.of(new Case("a", wrong)))))
        .containsExactly(
            "'cases[0].parameters.headers[0].X' may substitute only {row.<column>},"
                + " {parameters.<name>}, {secret.<name>}, {iteration} and {index}, found '{env.HOME}'",
            "'cases[0].parameters.headers[0].X' may substitute only {row.<column>},"
                + " {parameters.<name>}, {secret.<name>}, {iteration} and {index}, found '{rows.x}'");
  }

  @Test
  void argumentsNameNoSecret() {
    List<FieldError> errors = new ArrayList<>();
    Map<String, Object> arguments =
        Map.of("a", "{row.x}", "b", List.of(Map.of("c", "x {secret.geo-token}")));
    DefinitionRules.noSecrets(errors, "arguments", arguments);
    assertThat(errors)
        .singleElement()
        .asString()
        .contains("'arguments.b.c' must name no secret: only a definition may");
  }

  @Test
  void definitionAndArgumentsShareALimit() {
    Definition small = definition("default", "a", "http", cases(1));
    List<FieldError> errors = new ArrayList<>();
    rules.size(errors, small, Map.of("text", "x".repeat(9000)));
    assertThat(errors).isEmpty();
    rules.size(errors, small, Map.of("text", "x".repeat(10_000)));
    assertThat(errors)
        .singleElement()
        .asString()
        .contains("'arguments' and its definition may have 10000 bytes of JSON together, found 1");
    Definition large =
        definition("default", "a", "http", List.of(new Case("a", Map.of("t", "x".repeat(10_000)))));
    assertThat(said(large))
        .singleElement()
        .asString()
        .startsWith("'definition' and the arguments of a batch job may have 10000 bytes");
  }

  private List<String> said(Definition definition) {
    return rules.check(definition).stream().map(FieldError::toString).toList();
  }

  private static List<Case> cases(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Case("c" + i, null)).toList();
  }

  private static Definition definition(
      String namespace, String name, String handler, List<Case> cases) {
    return new Definition(
        namespace, name, 0, null, handler, null, cases, 1, null, null, null, null, null, null, null,
        null, null);
  }
}
