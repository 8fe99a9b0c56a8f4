package dev.windlass.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Thousands of histories of the whole pipeline. {@code -Dwindlass.histories=N} runs more, {@code
 * -Dwindlass.seed=N} runs one and tells it.
 */
@ExtendWith(Quiet.class)
class SimulationTest {
  private static final int HISTORIES = Integer.getInteger("windlass.histories", 2_500);
  private static final int TIMES_EACH_STORY = 10;

  @Test
  void everyHistoryKeepsThePromises() {
    Long seed = Long.getLong("windlass.seed");
    if (seed != null) {
      System.out.println(Simulation.story(Scenario.random(seed), Bugs.NONE));
      Simulation.run(Scenario.random(seed), Bugs.NONE);
      return;
    }
    Seeds.each(HISTORIES, SimulationTest::run);
  }

  @ParameterizedTest
  @EnumSource
  void whatGoesWrongElsewhereGoesWellHere(Stories story) {
    Seeds.each(TIMES_EACH_STORY, seed -> tell(story, seed));
  }

  private static void tell(Stories story, long seed) {
    try {
      story.goesWell(seed, Bugs.NONE);
    } catch (AssertionError | RuntimeException e) {
      throw broken("story " + story + ", seed " + seed, story.scenario(seed), e);
    }
  }

  @Test
  void theSameSeedIsTheSameHistory() {
    Seeds.each(20, SimulationTest::isTheSameTwice);
  }

  private static void isTheSameTwice(long seed) {
    Scenario scenario = Scenario.random(seed);
    assertThat(Simulation.run(scenario, Bugs.NONE).hash())
        .as("history %s", seed)
        .isEqualTo(Simulation.run(scenario, Bugs.NONE).hash());
  }

  private static void run(long history) {
    Scenario scenario = Scenario.random(history);
    try {
      Simulation.run(scenario, Bugs.NONE);
    } catch (AssertionError | RuntimeException e) {
      throw broken("history " + history, new Shrinker(Bugs.NONE).shrink(scenario), e);
    }
  }

  private static AssertionError broken(String what, Scenario smallest, Throwable why) {
    return new AssertionError(
        """
        %s is broken: %s
        replay it with ./mvnw test -Dtest=SimulationTest -Dwindlass.seed=%d
        made as small as it stays broken: %d workers of %d slots, %d coordinators, jobs %s
        %s
        """
            .formatted(
                what,
                why.getMessage(),
                smallest.seed(),
                smallest.workers(),
                smallest.slots(),
                smallest.coordinators(),
                smallest.jobs(),
                Simulation.story(smallest, Bugs.NONE)),
        why);
  }
}
