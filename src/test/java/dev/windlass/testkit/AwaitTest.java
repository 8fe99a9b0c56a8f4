package dev.windlass.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitTest {
  private static final Duration SHORT = Duration.ofMillis(40);

  @Test
  void returnsTheFirstValueThatIsWanted() {
    AtomicInteger counter = new AtomicInteger();
    assertThat(Await.value("three", counter::incrementAndGet, n -> n >= 3)).isEqualTo(3);
  }

  @Test
  void failsWithWhatWasAwaitedAndWhatWasSeenLast() {
    assertThatThrownBy(() -> Await.value("a seven", SHORT, () -> 5, n -> n == 7))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("still not: a seven; last seen: 5");
  }

  @Test
  void aConditionThatThrowsIsAskedAgainAndItsLastFailureIsTold() {
    assertThatThrownBy(
            () ->
                Await.until(
                    "an answer",
                    SHORT,
                    () -> {
                      throw new java.io.IOException("refused");
                    }))
        .hasMessageContaining("java.io.IOException: refused")
        .hasCauseInstanceOf(java.io.IOException.class);
  }
}
