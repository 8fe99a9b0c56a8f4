package dev.windlass.simulation;

import org.junit.jupiter.api.Test;

class SimulationTest {
  @Test
  void everyHistoryKeepsThePromises() {
    String one = System.getProperty("windlass.seed");
    if (one != null) {
      System.out.println(Simulation.story(Scenario.random(Long.parseLong(one)), Bugs.NONE));
      return;
    }
    int broken = 0;
    long t = System.nanoTime();
    int n = Integer.getInteger("windlass.histories", 200);
    for (long seed = 1; seed <= n; seed++) {
      try {
        Simulation.run(Scenario.random(seed), Bugs.NONE);
      } catch (AssertionError | RuntimeException e) {
        broken++;
        System.out.println("seed " + seed + ": " + e);
        if (broken > 12) break;
      }
    }
    System.out.println("broken " + broken + " ms/history " + (System.nanoTime() - t) / 1e6 / n);
  }
}
