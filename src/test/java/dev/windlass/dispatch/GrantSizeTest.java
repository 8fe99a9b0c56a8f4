package dev.windlass.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
  void pacedOnesShareAGrantOnlyIfEachEndsWellBeforeTheNextBegins() {
    assertThat(size.paced(0, Duration.ofMillis(10), SECOND)).isEqualTo(1);
    assertThat(size.paced(5_000, Duration.ofMillis(10), SECOND)).isEqualTo(100);
    assertThat(size.paced(5_001, Duration.ofMillis(10), SECOND)).isEqualTo(1);
    assertThat(size.paced(1, Duration.ofNanos(2_000), SECOND)).isEqualTo(1_000);
    assertThat(size.paced(5_000, Duration.ofSeconds(5), SECOND)).isEqualTo(1);
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
