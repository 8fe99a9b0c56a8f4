package dev.windlass.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.deploy.PromQl.Match;
import dev.windlass.deploy.PromQl.Selector;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromQlTest {
  @Test
  void findsEverySelectorAndWhatIsGroupedBy() {
    PromQl read =
        PromQl.of(
            "sum by (role) (rate(a_total{x=\"1\", y=~\"b|c\"}[5m])) / max(d_e) > 0.5"
                + " and on (instance) f_g");
    assertThat(read.selectors())
        .containsExactly(
            new Selector("a_total", List.of(new Match("x", "=", "1"), new Match("y", "=~", "b|c"))),
            new Selector("d_e", List.of()),
            new Selector("f_g", List.of()));
    assertThat(read.grouped()).containsExactlyInAnyOrder("role", "instance");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sum(a_b",
        "sum a_b)",
        "summ(a_b)",
        "rate(a_b[5])",
        "rate(a_b[5m)",
        "a_b{x=1}",
        "a_b{x=\"1\"",
        "1 + 1",
        "a_b ? 1"
      })
  void refusesWhatIsNone(String expression) {
    assertThatThrownBy(() -> PromQl.of(expression)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void matchesAsPrometheusDoes() {
    assertThat(new Match("x", "=~", "a|b.*").accepts("bc")).isTrue();
    assertThat(new Match("x", "=~", "a").accepts("ab")).isFalse();
    assertThat(new Match("x", "!~", "a").accepts("ab")).isTrue();
    assertThat(new Match("x", "!=", "a").accepts("")).isTrue();
  }
}
