package dev.windlass.worker.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryAdviceTest {
  private static final Instant NOW = Instant.parse("2026-11-22T05:00:00Z");

  @Test
  void secondsOrADateAreWaitedFor() {
    assertThat(RetryAdvice.wait("120", NOW)).contains(Duration.ofMinutes(2));
    assertThat(RetryAdvice.wait("Sun, 22 Nov 2026 05:00:30 GMT", NOW))
        .contains(Duration.ofSeconds(30));
  }

  @Test
  void whatIsPastOrNonsenseSaysNothing() {
    assertThat(RetryAdvice.wait("Sun, 22 Nov 2026 04:00:00 GMT", NOW)).isEmpty();
    assertThat(RetryAdvice.wait("soon", NOW)).isEmpty();
    assertThat(RetryAdvice.wait("-5", NOW)).isEmpty();
  }
}
