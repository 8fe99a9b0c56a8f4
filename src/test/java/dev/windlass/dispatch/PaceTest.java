package dev.windlass.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

  @Test
  void beginningsAreOneIntervalApart() {
    assertThat(Pace.steady(4).after(START)).isEqualTo(START.plusMillis(250));
    assertThat(Pace.steady(0.5).after(START)).isEqualTo(START.plusSeconds(2));
  }

  @Test
  void anIntervalIsRoundedUpSoThatTheRateIsNeverExceeded() {
    Instant at = START;
    for (int i = 0; i < 3; i++) {
      at = Pace.steady(3).after(at);
    }
    assertThat(at).isAfterOrEqualTo(START.plusSeconds(1));
  }

  @Test
  void aRampRisesEvenlyFromATenth() {
    Pace pace = new Pace(100, START, Duration.ofSeconds(10));
    assertThat(pace.rate(START.minusSeconds(5))).isEqualTo(10);
    assertThat(pace.rate(START)).isEqualTo(10);
    assertThat(pace.rate(START.plusSeconds(5))).isEqualTo(50);
    assertThat(pace.rate(START.plusSeconds(10))).isEqualTo(100);
    assertThat(pace.rate(START.plusSeconds(99))).isEqualTo(100);
    assertThat(new Pace(100, START, Duration.ofNanos(1)).rate(START)).isEqualTo(100);
  }

  @Test
  void aPaceIsAboveZero() {
    for (double rate : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> Pace.steady(rate))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a pace of " + rate + " per second is not above 0");
    }
  }

  @Test
  void theSlowestPaceStillHasANextInstant() {
    assertThat(Pace.steady(Double.MIN_VALUE).after(START)).isAfter(START);
  }
}
