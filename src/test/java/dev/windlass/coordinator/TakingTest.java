package dev.windlass.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;

class TakingTest {
  private final AtomicLong millis = new AtomicLong();
  private final Taking taking = new Taking(millis::get, Duration.ofSeconds(30));

  @Test
  void oneThatHasNotTakenItsPartitionsYetIsNotWell() {
    taking.changed(State.REBALANCING);
    assertThat(taking.unwell())
        .contains("the coordinator has not taken its partitions yet: it is REBALANCING");
    taking.changed(State.RUNNING);
    assertThat(taking.unwell()).isEmpty();
  }

  @Test
  void takingThemAgainIsNothingUnlessItLasts() {
    taking.changed(State.RUNNING);
    millis.set(100_000);
    taking.changed(State.REBALANCING);
    millis.set(130_000);
    assertThat(taking.unwell()).isEmpty();
    millis.set(135_500);
    assertThat(taking.unwell()).contains("the coordinator takes its partitions for 35 s by now");
    taking.changed(State.RUNNING);
    millis.set(999_000);
    assertThat(taking.unwell()).isEmpty();
  }

  @Test
  void oneThatHasEndedIsNotWell() {
    taking.changed(State.RUNNING);
    taking.changed(State.ERROR);
    assertThat(taking.unwell()).contains("the coordinator is ERROR");
  }
}
