package dev.windlass.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GrantSizeTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private final GrantSize size = new GrantSize(Duration.ofMillis(200), 1_000);

  @Test
  void aGrantHoldsAsManyAsTakeTheTarget() {
    assertThat(size.of(0)).isEqualTo(1);
    assertThat(size.of(1_000)).isEqualTo(200);
    assertThat(size.of(150_000)).isEqualTo(1);
    assertThat(size.of(9_000_000)).isEqualTo(1);
    assertThat(size.of(1)).isEqualTo(1_000);
  }

  @Test
  void pacedOnesShareAGrantIfEachEndsWellBeforeTheNextOfTheGrantBegins() {
    assertThat(paced(0, 10_000_000, false)).isEqualTo("1 of 1");
    assertThat(paced(5_000, 10_000_000, false)).isEqualTo("1 of 100");
    assertThat(paced(5_001, 10_000_000, false)).isEqualTo("2 of 50");
    assertThat(paced(50_000, 1_000_000, false)).isEqualTo("100 of 10");
    assertThat(paced(249_000, 1_000_000, false)).isEqualTo("498 of 2");
    assertThat(paced(1, 2_000, false)).isEqualTo("1 of 1000");
    assertThat(paced(5_000, 5_000_000_000L, false)).isEqualTo("1 of 1");
  }

  @Test
  void longPacedOnesHaveAGrantEach() {
    assertThat(paced(251_000, 1_000_000, false)).isEqualTo("1 of 1");
    assertThat(paced(9_000_000, 100_000_000, false)).isEqualTo("1 of 1");
  }

  @Test
  void whereSlotsAreScarceEachHasTheTimeThatItTakesAndNoMore() {
    assertThat(paced(50_000, 1_000_000, true)).isEqualTo("50 of 20");
    assertThat(paced(499_000, 1_000_000, true)).isEqualTo("499 of 2");
  }

  private String paced(long estimateMicros, long intervalNanos, boolean scarce) {
    Reservation made =
        size.paced(estimateMicros, Instant.EPOCH, Duration.ofNanos(intervalNanos), SECOND, scarce);
    return made.shares() + " of " + made.each();
  }

  @Test
  void newerEstimatesWeighAQuarter() {
    assertThat(GrantSize.estimate(0, 10, 1_000)).isEqualTo(100);
    assertThat(GrantSize.estimate(100, 10, 5_000)).isEqualTo(200);
    assertThat(GrantSize.estimate(100, 0, 5_000)).isEqualTo(100);
    assertThat(GrantSize.estimate(0, 10, 0)).isEqualTo(1);
    assertThat(GrantSize.estimate(1, 10, 0)).isEqualTo(1);
  }
}
