package dev.windlass.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));

  @Test
  void waitsDoubleUpToTheLongest() {
    assertThat(backoff.after(1, 1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(backoff.after(3, 1)).isEqualTo(Duration.ofSeconds(4));
    assertThat(backoff.after(500, 1)).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void whatTheTargetAsksForIsWaitedForUpToTheLongest() {
    assertThat(backoff.after(1, 1, null)).isEqualTo(Duration.ofSeconds(1));
    assertThat(backoff.after(1, 1, Duration.ofSeconds(7))).isEqualTo(Duration.ofSeconds(7));
    assertThat(backoff.after(3, 1, Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(4));
    assertThat(backoff.after(1, 1, Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void chanceTakesAtMostHalf() {
    assertThat(backoff.after(1, 0)).isEqualTo(Duration.ofMillis(500));
  }
}
