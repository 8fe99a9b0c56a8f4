package dev.windlass.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReservationTest {
  private static final Instant FIRST = Instant.parse("2026-11-01T00:00:00Z");

  /** Twelve beginnings in three shares. */
  private final Reservation twelve = new Reservation(FIRST, Duration.ofMillis(10), 3, 4, 0);

  @Test
  void theSharesTogetherHoldEachBeginningOnce() {
    List<Long> beginnings = new ArrayList<>();
    for (Reservation left = twelve; left.left() > 0; left = left.oneMoreTaken()) {
      assertThat(millis(left.share(FIRST))).hasSize(4);
      beginnings.addAll(millis(left.share(FIRST)));
    }
    assertThat(beginnings)
        .containsExactlyInAnyOrder(0L, 10L, 20L, 30L, 40L, 50L, 60L, 70L, 80L, 90L, 100L, 110L);
    assertThat(twelve.last()).isEqualTo(FIRST.plusMillis(110));
  }

  @Test
  void theBeginningsOfAShareAreAsFarApartAsThereAreShares() {
    assertThat(millis(twelve.oneMoreTaken().share(FIRST))).containsExactly(10L, 40L, 70L, 100L);
  }

  @Test
  void beginningsThatHavePassedAreLost() {
    assertThat(millis(twelve.share(FIRST.plusMillis(30)))).containsExactly(30L, 60L, 90L);
    assertThat(millis(twelve.share(FIRST.plusMillis(31)))).containsExactly(60L, 90L);
  }

  @Test
  void sharesOfWhichNothingIsLeftAreSkipped() {
    assertThat(twelve.withoutPassed(FIRST.minusSeconds(5)).left()).isEqualTo(3);
    assertThat(twelve.withoutPassed(FIRST.plusMillis(90)).left()).isEqualTo(3);
    Reservation late = twelve.withoutPassed(FIRST.plusMillis(91));
    assertThat(late.left()).isEqualTo(2);
    assertThat(millis(late.share(FIRST.plusMillis(91)))).containsExactly(100L);
    assertThat(twelve.withoutPassed(FIRST.plusMillis(110)).left()).isEqualTo(1);
    assertThat(twelve.withoutPassed(FIRST.plusMillis(111)).left()).isZero();
    assertThat(twelve.withoutPassed(FIRST.plusSeconds(5)).left()).isZero();
  }

  @Test
  void itFitsThePaceThatItWasMadeAt() {
    assertThat(twelve.fits(Pace.steady(100))).isTrue();
    assertThat(twelve.fits(Pace.steady(99))).isFalse();
  }

  private static List<Long> millis(List<Instant> beginnings) {
    return beginnings.stream().map(at -> Duration.between(FIRST, at).toMillis()).toList();
  }
}
