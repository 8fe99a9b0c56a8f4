package dev.windlass.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class CrashesTest {
  private long now;
  private final Crashes crashes = new Crashes(() -> now);

  @Test
  void dyingTwiceAtOnePlaceIsBeingStuck() {
    die("progress-3@17");
    assertThat(crashes.stuck()).isEmpty();
    crashes.at(3, "directives-3@4");
    die("progress-3@17");
    assertThat(crashes.stuck()).contains("partition 3 died twice at progress-3@17: poison");
  }

  @Test
  void dyingAtTwoPlacesIsBadLuck() {
    die("progress-3@17");
    die("progress-3@18");
    assertThat(crashes.stuck()).isEmpty();
  }

  @Test
  void whoLivesOnForAWhileIsWellAgain() {
    die("progress-3@17");
    die("progress-3@17");
    now += 60_000;
    crashes.alive(3);
    assertThat(crashes.stuck()).as("it has been dead for long, not alive").isPresent();
    now += 10_001;
    crashes.alive(3);
    assertThat(crashes.stuck()).isEmpty();
  }

  private void die(String place) {
    crashes.at(3, place);
    crashes.died(new StreamsException("poison", new TaskId(0, 3)));
  }
}
