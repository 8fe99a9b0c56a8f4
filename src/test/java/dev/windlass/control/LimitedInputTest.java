package dev.windlass.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LimitedInputTest {
  private final AtomicLong seconds = new AtomicLong();

  @Test
  void aBodyMayHaveAsManyBytesAsItMay() throws IOException {
    assertThat(input(100, 100).readAllBytes()).hasSize(100);
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> input(101, 100).readAllBytes());
    assertThat(refusal.code()).isEqualTo(ProblemCode.BODY_TOO_LARGE);
  }

  @Test
  void oneThatComesTooSlowlyIsRefusedAfterAWhile() throws IOException {
    LimitedInput body = input(100_000, 1 << 20);
    seconds.set(10);
    assertThat(body.read()).isZero();
    seconds.set(11);
    assertThatThrownBy(body::read)
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "2 bytes of the body have come in 11 seconds: it must be at least 1024 a second");
  }

  @Test
  void oneThatComesFastEnoughMayTakeItsTime() throws IOException {
    LimitedInput body = input(1 << 20, 1 << 20);
    for (int second = 1; second < 500; second++) {
      seconds.set(second);
      assertThat(body.readNBytes(1100)).hasSizeGreaterThan(0);
    }
  }

  @Test
  void oneThatDoesNotComeToItsEndIsRefusedHoweverFastItIs() throws IOException {
    LimitedInput body = input(1 << 21, 1 << 21);
    assertThat(body.readNBytes(1 << 20)).hasSize(1 << 20);
    seconds.set(600);
    assertThat(body.read()).isZero();
    seconds.set(601);
    assertThatThrownBy(body::read)
        .isInstanceOf(Refusal.class)
        .hasMessage("the body has not come to its end in 600 seconds");
  }

  private LimitedInput input(int bytes, long most) {
    return new LimitedInput(
        new ByteArrayInputStream(new byte[bytes]),
        most,
        Duration.ofMinutes(10),
        () -> TimeUnit.SECONDS.toNanos(seconds.get()));
  }
}
