package dev.windlass.worker.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubstitutionTest {
  private final Substitution substitution =
      new Substitution(
          Map.of("q", "a b&c=é/{index}", "base", "http://geo.internal:81"),
          Map.of("region", "eu", "max", 5),
          new Secrets(null, "default"),
          3,
          17);

  @Test
  void valuesStandWhereTheirNamesStood() {
    assertThat(
            into(
                "body", "{row.q} in {parameters.region}, {iteration} of {index}, {parameters.max}"))
        .isEqualTo("a b&c=é/{index} in eu, 3 of 17, 5");
  }

  @Test
  void inAUrlTheyAreEncodedExceptAtItsStart() {
    assertThat(into("url", "{row.base}/s?q={row.q}&i={index}"))
        .isEqualTo("http://geo.internal:81/s?q=a%20b%26c%3D%C3%A9%2F%7Bindex%7D&i=17");
    assertThat(into("callback", "https://x/{row.q}"))
        .isEqualTo("https://x/a%20b%26c%3D%C3%A9%2F%7Bindex%7D");
  }

  @Test
  void otherBracesAndOtherExpressionsStay() {
    assertThat(into("body", "{\"a\": {env.HOME}} ${jndi:x} {row} {1+1}"))
        .isEqualTo("{\"a\": {env.HOME}} ${jndi:x} {row} {1+1}");
  }

  @Test
  void itGoesIntoObjectsAndLists() {
    assertThat(substitution.into(Map.of("body", Map.of("list", List.of("{index}", 4)))))
        .isEqualTo(Map.of("body", Map.of("list", List.of("17", 4))));
  }

  @Test
  void aNameThatStandsForNothingIsNamedWithThoseThatThereAre() {
    assertThatThrownBy(() -> into("body", "{row.x}"))
        .isInstanceOf(UnusableParameters.class)
        .hasMessage("{row.x} stands for nothing: there are [base, q]");
  }

  @Test
  void itIsKnownWhereNothingIsToBeDone() {
    assertThat(Substitution.isNeededFor(Map.of("a", List.of("{x}", Map.of("b", "{row}")))))
        .isFalse();
    assertThat(Substitution.isNeededFor(Map.of("a", List.of("x", Map.of("b", "{row.q}")))))
        .isTrue();
  }

  private Object into(String name, String text) {
    return substitution.into(Map.of(name, text)).get(name);
  }
}
