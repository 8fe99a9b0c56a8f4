package dev.windlass.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResendTest {
  @Test
  void theWaitDoublesUpToAnHour() {
    assertThat(IntStream.range(0, 9).mapToLong(n -> Resend.after(n).toMinutes()))
        .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    assertThat(Resend.after(Integer.MAX_VALUE).toMinutes()).isEqualTo(60);
  }
}
