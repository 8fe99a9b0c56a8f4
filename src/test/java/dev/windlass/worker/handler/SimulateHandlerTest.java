package dev.windlass.worker.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.job.JobId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimulateHandlerTest {
  private final SimulateHandler handler = new SimulateHandler();

  @Test
  void withoutParametersItSucceedsWithNothingToShow() throws Exception {
    assertThat(handler.run(operation(0, Map.of()))).isEqualTo(Outcome.success());
  }

  @Test
  void theSameSeedFailsTheSameOperationsAtAboutTheRate() {
    Map<String, Object> parameters = Map.of("failureRate", 0.2, "seed", "42");
    long failed = failures(parameters);
    assertThat(failed).isBetween(1_800L, 2_200L).isEqualTo(failures(parameters));
  }

  @Test
  void theExtremesOfTheRateAreExact() {
    assertThat(failures(Map.of("failureRate", 0))).isZero();
    assertThat(failures(Map.of("failureRate", 1))).isEqualTo(10_000);
  }

  @Test
  void whatIsNotANumberIsToldWithItsRule() {
    assertThatThrownBy(() -> handler.run(operation(0, Map.of("failureRate", "often"))))
        .isInstanceOf(UnusableParameters.class)
        .hasMessage("the parameter 'failureRate' is 'often', but must be a number from 0 to 1");
    assertThatThrownBy(() -> handler.run(operation(0, Map.of("duration", "5s"))))
        .hasMessageContaining("'duration' is '5s', but must be a duration");
  }

  private long failures(Map<String, Object> parameters) {
    return IntStream.range(0, 10_000).filter(i -> run(i, parameters).failed()).count();
  }

  private Outcome run(int index, Map<String, Object> parameters) {
    try {
      return handler.run(operation(index, parameters));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Operation operation(int index, Map<String, Object> parameters) {
    return new Operation(
        JobId.of(Instant.EPOCH, 0, 0),
        index,
        0,
        0,
        "only",
        1,
        new Parameters(parameters),
        Duration.ofSeconds(30));
  }
}
