package dev.windlass.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class JobWalkTest {
  private static final int HISTORIES = Integer.getInteger("windlass.histories", 1_500);

  @Test
  void whateverHappensTheInvariantsHoldAndHonestWorkersBringItToAnEnd() {
    Long seed = Long.getLong("windlass.seed");
    if (seed != null) {
      new JobWalk(seed, UnaryOperator.identity()).run();
      return;
    }
    Set<Step> taken = new TreeSet<>();
    for (long history = 1; history <= HISTORIES; history++) {
      taken.addAll(new JobWalk(history, UnaryOperator.identity()).run());
    }
    taken.removeAll(Lifecycle.steps());
    assertThat(taken).as("steps that docs/job-lifecycle.md does not know").isEmpty();
  }
}
