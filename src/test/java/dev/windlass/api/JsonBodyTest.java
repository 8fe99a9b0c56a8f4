package dev.windlass.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import dev.windlass.job.Definition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JsonBodyTest {
  @Test
  void aDefinitionIsReadWithItsDefaults() {
    Definition definition = read(Examples.DEFINITION);
    assertThat(definition.reference()).isEqualTo("default/geocode");
    assertThat(definition.iterations()).isEqualTo(1);
    assertThat(definition.retries())
        .isEqualTo(new Definition.Retries(2, Duration.ofSeconds(1), Duration.ofMinutes(1)));
    assertThat(definition.runs()).isEqualTo(Definition.Runs.MANY);
  }

  @Test
  void unknownFieldsAreRefusedWithTheirNames() {
    Refusal refusal =
        refused("{\"name\":\"a\",\"handler\":\"http\",\"nmae\":1,\"retries\":{\"maximum\":2}}");
    assertThat(refusal.code()).isEqualTo(ProblemCode.INVALID_REQUEST);
    assertThat(refusal.errors())
        .extracting(Refusal.FieldError::field)
        .containsExactly("retries.maximum", "nmae");
    assertThat(refusal.getMessage())
        .startsWith(
            "'retries.maximum' is not a field here: the fields are backoff, max, maxBackoff;"
                + " 'nmae' is not a field here: the fields are cases, ");
  }

  @Test
  void wrongTypesNameTheFieldAndWhatWasExpected() {
    Refusal refusal =
        refused(
            """
            {"name": 5, "handler": "http", "iterations": "many", "failuresToIgnore": 1.5,
             "parameters": [], "cases": {}, "operationTimeout": "30s", "priority": "urgent",
             "retries": "none"}""");
    assertThat(refusal.errors())
        .extracting(Refusal.FieldError::toString)
        .containsExactlyInAnyOrder(
            "'name' must be a text, found 5",
            "'iterations' must be a whole number from 0 to 2147483647, found 'many'",
            "'failuresToIgnore' must be a whole number from 0 to 2147483647, found 1.5",
            "'parameters' must be an object, found 'an array'",
            "'cases' must be an array, found 'an empty object'",
            "'operationTimeout' must be an ISO-8601 duration such as PT30S, found '30s'",
            "'priority' must be one of high, normal, low, found 'urgent'",
            "'retries' must be an object, found 'none'");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(refused("{}").getMessage()).isEqualTo("'name' is missing; 'handler' is missing");
    assertThat(refused("{\"name\":\"a\",\"handler\":\"http\",\"cases\":[{}, 7]}").getMessage())
        .isEqualTo("'cases[0].id' is missing; 'cases[1]' must be an object, found 7");
  }

  @Test
  void malformedJsonNamesLineAndColumn() {
    Refusal refusal = refused("{\"name\": \"a\",\n \"handler\": }");
    assertThat(refusal.code()).isEqualTo(ProblemCode.MALFORMED_JSON);
    assertThat(refusal.getMessage()).startsWith("line 2, column 13: Unexpected character ('}'");
  }

  @Test
  void otherThingsThanOneObjectAreRefused() {
    assertThat(refused("").getMessage()).isEqualTo("expected a JSON object, found nothing");
    assertThat(refused("[]").getMessage()).isEqualTo("expected a JSON object, found an array");
    assertThat(refused("{} {}").getMessage()).contains("Trailing token");
    assertThat(refused("{\"a\":1,\"a\":2}").getMessage()).contains("Duplicate field 'a'");
    assertThat(refused("[".repeat(100)).getMessage()).contains("nesting depth");
    assertThat(refused("{\"name\":\"\\u0000\"}").getMessage())
        .isEqualTo("'name' holds the character 0 or half a surrogate pair");
    assertThat(refused("{\"p\":{\"x\":[1,\"\\ud800\"]}}").getMessage())
        .isEqualTo("'p.x[1]' holds the character 0 or half a surrogate pair");
  }

  private static Definition read(String json) {
    return Fields.read(
        JsonBody.object(json.getBytes(StandardCharsets.UTF_8)), DefinitionJson::read);
  }

  private static Refusal refused(String json) {
    return catchThrowableOfType(Refusal.class, () -> read(json));
  }
}
