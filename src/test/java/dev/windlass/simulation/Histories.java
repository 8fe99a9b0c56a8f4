package dev.windlass.simulation;

/** Runs many histories, or tells one: for long searches outside of the tests. */
public final class Histories {
  private Histories() {}

  public static void main(String[] args) {
    java.util.logging.Logger.getLogger("dev.windlass").setLevel(java.util.logging.Level.OFF);
    if (args[0].equals("bugs")) {
      for (KnownBug bug : KnownBug.all()) {
        System.out.printf("%-60s %s%n", bug.name(), bug.caughtBy(Long.parseLong(args[1])));
      }
      return;
    }
    if (args[0].equals("stories")) {
      for (Stories story : Stories.values()) {
        for (long seed = 1; seed <= Long.parseLong(args[1]); seed++) {
          try {
            story.goesWell(seed, Bugs.NONE);
          } catch (AssertionError | RuntimeException e) {
            System.out.println(story + " " + seed + ": " + e);
          }
        }
      }
      return;
    }
    if (args[0].equals("story")) {
      System.out.println(
          Simulation.story(Stories.valueOf(args[1]).scenario(Long.parseLong(args[2])), Bugs.NONE));
      return;
    }
    long from = Long.parseLong(args[0]);
    if (args.length == 1) {
      System.out.println(Simulation.story(Scenario.random(from), Bugs.NONE));
      return;
    }
    long to = Long.parseLong(args[1]);
    long began = System.nanoTime();
    int broken = 0;
    for (long seed = from; seed < to; seed++) {
      try {
        Simulation.run(Scenario.random(seed), Bugs.NONE);
      } catch (AssertionError | RuntimeException e) {
        broken++;
        System.out.println("history " + seed + ": " + e);
      }
    }
    System.out.printf(
        "%d of %d histories are broken, %.1f ms each%n",
        broken, to - from, (System.nanoTime() - began) / 1e6 / (to - from));
  }
}
