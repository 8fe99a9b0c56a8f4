package dev.windlass.simulation;

import java.util.ArrayList;
import java.util.List;

/** Takes away from a broken history what it does not need to be broken. */
final class Shrinker {
  private static final int MOST_RUNS = 300;

  private final Bugs bugs;
  private int runs;

  Shrinker(Bugs bugs) {
    this.bugs = bugs;
  }

  /** The smallest scenario found that is broken too. */
  Scenario shrink(Scenario broken) {
    Scenario smallest = broken;
    for (boolean smaller = true; smaller && runs < MOST_RUNS; ) {
      smaller = false;
      for (Scenario candidate : smallerThan(smallest)) {
        if (runs < MOST_RUNS && isBroken(candidate)) {
          smallest = candidate;
          smaller = true;
          break;
        }
      }
    }
    return smallest;
  }

  private static List<Scenario> smallerThan(Scenario scenario) {
    List<Scenario> smaller = new ArrayList<>();
    for (int i = 0; i < scenario.incidents().size(); i++) {
      List<Incident> fewer = new ArrayList<>(scenario.incidents());
      fewer.remove(i);
      smaller.add(scenario.incidents(fewer));
    }
    for (int i = 0; i < scenario.jobs().size(); i++) {
      JobPlan plan = scenario.jobs().get(i);
      if (plan.subJobs() > 1) {
        List<JobPlan> jobs = new ArrayList<>(scenario.jobs());
        jobs.set(i, plan.subJobs(plan.subJobs() / 2));
        smaller.add(scenario.jobs(jobs));
      }
    }
    if (scenario.workers() > 1) {
      smaller.add(scenario.fleet(scenario.workers() - 1, scenario.slots()));
    }
    if (scenario.coordinators() > 1) {
      smaller.add(scenario.coordinators(1));
    }
    if (scenario.projections() > 1) {
      smaller.add(scenario.projections(1));
    }
    return smaller;
  }

  private boolean isBroken(Scenario scenario) {
    runs++;
    try {
      Simulation.run(scenario, bugs);
      return false;
    } catch (AssertionError | RuntimeException e) {
      return true;
    }
  }
}
