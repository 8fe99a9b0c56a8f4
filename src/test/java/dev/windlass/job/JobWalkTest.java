package dev.windlass.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobWalkTest {
  private static final int HISTORIES = Integer.getInteger("windlass.histories", 1_500);

  private static final int MOST_TO_CATCH_A_MUTANT = 300;

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

  @ParameterizedTest
  @EnumSource
  void theWalkCatchesEveryKnownMutant(Mutant mutant) {
    for (long history = 1; history <= MOST_TO_CATCH_A_MUTANT; history++) {
      try {
        new JobWalk(history, mutant).run();
      } catch (AssertionError caught) {
        return;
      }
    }
    fail("%s survived %s histories", mutant, MOST_TO_CATCH_A_MUTANT);
  }
}
