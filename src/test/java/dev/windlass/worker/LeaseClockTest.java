package dev.windlass.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseClockTest {
  private static final Duration LEASE = Duration.ofNanos(100);

  @Test
  void aGrantIsSureForHalfALeaseFromItsClaim() {
    LeaseClock clock = LeaseClock.from(LEASE, 1_000);
    assertThat(clock.holds(1_049)).isTrue();
    assertThat(clock.holds(1_050)).isFalse();
  }

  @Test
  void acknowledgedProgressCountsFromWhenItWasSent() {
    LeaseClock clock = LeaseClock.from(LEASE, 1_000);
    clock.acknowledged(1_040, false);
    assertThat(clock.holds(1_089)).isTrue();
    assertThat(clock.holds(1_090)).isFalse();
  }

  @Test
  void onceLapsedOnlyTheCoordinatorsAnswerHelps() {
    LeaseClock clock = LeaseClock.from(LEASE, 1_000);
    assertThat(clock.holds(1_060)).isFalse();
    clock.acknowledged(1_061, true);
    assertThat(clock.holds(1_062)).isFalse();
    clock.renewed();
    assertThat(clock.holds(1_063)).isTrue();
  }

  @Test
  void anAnswerToAnEarlierLapseDoesNotHelp() {
    LeaseClock clock = LeaseClock.from(LEASE, 1_000);
    assertThat(clock.holds(1_060)).isFalse();
    clock.renewed();
    assertThat(clock.holds(1_061)).isFalse();
  }

  @Test
  void aGrantOfUnknownAgeBeginsNothingUntilItIsRenewed() {
    LeaseClock clock = LeaseClock.unknown(LEASE, 1_000);
    assertThat(clock.holds(1_000)).isFalse();
    clock.acknowledged(1_001, true);
    clock.renewed();
    assertThat(clock.holds(1_002)).isTrue();
  }
}
