package dev.windlass.compat.xserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultTest {
  @Test
  void whatIsAwayIsRejectedAndSaysWhenToComeBack() {
    for (ProblemCode code :
        List.of(
            ProblemCode.LOG_UNAVAILABLE,
            ProblemCode.DATABASE_UNAVAILABLE,
            ProblemCode.DATABASE_BUSY,
            ProblemCode.TOO_MANY_UPLOADS,
            ProblemCode.TOO_MANY_WATCHERS)) {
      Fault fault = Fault.of(new Refusal(code, "away").retryAfter(Duration.ofSeconds(5)));
      assertThat(fault.status()).isEqualTo(503);
      assertThat(fault.retryAfterSeconds()).isEqualTo(5);
      assertThat(type(fault)).isEqualTo("RejectedRequestFault");
    }
  }

  @Test
  void tooManyAtATimeAreAQueueThatOverflows() {
    for (ProblemCode code : List.of(ProblemCode.TOO_MANY_REQUESTS, ProblemCode.RUN_IN_PROGRESS)) {
      Fault fault = Fault.of(new Refusal(code, "full").retryAfter(Duration.ofSeconds(1)));
      assertThat(fault.status()).isEqualTo(429);
      assertThat(fault.retryAfterSeconds()).isEqualTo(1);
      assertThat(type(fault)).isEqualTo("QueueOverflowFault");
    }
  }

  @Test
  void aFieldThatBreaksARuleIsNamed() {
    Fault fault = Fault.of(Refusal.invalid("arguments", 7, "must be less"));
    assertThat(fault.status()).isEqualTo(400);
    assertThat(fault.json().faultInfo())
        .containsEntry("$type", "InvalidValueFault")
        .containsEntry("parameter", "arguments")
        .containsEntry("value", "7");
  }

  @Test
  void everyRefusalIsAFaultWithAStatusThatFitsIt() {
    assertThat(Arrays.stream(ProblemCode.values()).map(c -> Fault.of(new Refusal(c, "because"))))
        .allSatisfy(
            fault -> {
              assertThat(fault.status()).isBetween(400, 503);
              assertThat(fault.json().message()).isEqualTo("because");
              assertThat(fault.json().faultInfo()).containsKeys("$type", "hint");
            });
    assertThat(Fault.of(new Refusal(ProblemCode.BODY_TOO_LARGE, "because")).status())
        .isEqualTo(413);
    assertThat(type(Fault.of(new Refusal(ProblemCode.INTERNAL, "because"))))
        .isEqualTo("InternalErrorFault");
  }

  private static Object type(Fault fault) {
    return fault.json().faultInfo().get("$type");
  }
}
