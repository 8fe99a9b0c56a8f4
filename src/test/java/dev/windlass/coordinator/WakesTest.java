package dev.windlass.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.job.JobId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WakesTest {
  private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

  private final JobId one = Inputs.job(Bench.START, 1);
  private final JobId other = Inputs.job(Bench.START, 2);
  private final Wakes wakes = new Wakes();

  @Test
  void aJobIsDueOnceAtItsInstant() {
    wakes.set(one, NOW);
    assertThat(wakes.takeDue(NOW.minusMillis(1), 9)).isEmpty();
    assertThat(wakes.takeDue(NOW, 9)).containsExactly(one);
    assertThat(wakes.takeDue(NOW.plusSeconds(1), 9)).isEmpty();
    assertThat(wakes.next()).isEqualTo(Instant.MAX);
  }

  @Test
  void aNewInstantTakesTheOldOnesPlace() {
    wakes.set(one, NOW);
    wakes.set(one, NOW.plusSeconds(5));
    assertThat(wakes.takeDue(NOW.plusSeconds(1), 9)).isEmpty();
    assertThat(wakes.next()).isEqualTo(NOW.plusSeconds(5));
    wakes.set(one, null);
    assertThat(wakes.takeDue(NOW.plusSeconds(9), 9)).isEmpty();
  }

  @Test
  void noMoreAreTakenThanAskedForAndTheOthersStay() {
    wakes.set(one, NOW);
    wakes.set(other, NOW);
    assertThat(wakes.takeDue(NOW, 1)).containsExactly(one);
    assertThat(wakes.takeDue(NOW, 1)).containsExactly(other);
  }
}
