package dev.windlass.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({"90s, PT90S", "1h30m, PT1H30M", "2d, P2D", "250ms, PT0.25S", "PT5M, PT5M"})
  void durationsAreReadAsPeopleWriteThem(String text, Duration duration) {
    assertThat(new Durations().convert(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "5 m", "-5m", "m", "1h30", "Pfive"})
  void whatIsNoneIsRefusedWithExamples(String text) {
    assertThatThrownBy(() -> new Durations().convert(text))
        .hasMessage("'" + text + "' is no duration; it must be such as 90s, 1h30m, 2d or PT30S");
  }

  @Test
  void aPastIsAnInstantOrATimeAgo() {
    Instant instant = Instant.parse("2026-11-28T17:00:00Z");
    assertThat(new Past().convert("2026-11-28T17:00:00Z")).isEqualTo(instant);
    assertThat(new Past().convert("2h"))
        .isBetween(Instant.now().minusSeconds(7260), Instant.now().minusSeconds(7140));
    assertThatThrownBy(() -> new Past().convert("yesterday"))
        .hasMessageContaining("'yesterday' is neither an instant such as");
  }
}
