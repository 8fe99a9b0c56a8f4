package dev.windlass.bench;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A coordinator is killed, and another has its partitions. */
record TakeOver(int standbys, int subJobs) implements Scenario {
  private static final int JOBS = 10;
  private static final String ALL = "detected until all decided [s]";

  @Override
  public String name() {
    return standbys == 0 ? "take-over" : "take-over-standby";
  }

  @Override
  public String about() {
    return "Two coordinators %s share the partitions. Ten batch jobs of %,d sub-jobs that one of them has, each a third done, half of them paused and half running at 20 sub-jobs a second, when it is killed with SIGKILL."
            .formatted(
                standbys == 0
                    ? "without a standby, each with an empty state directory,"
                    : "with a standby replica",
                subJobs)
        + " From the instant at which the broker has given it up (6 s of silence) until each of the"
        + " ten has an event of the other's that can be read as committed.";
  }

  @Override
  public List<Goal> goals() {
    return List.of(Goal.atMost(ALL, standbys == 0 ? 10 : 1, "s"));
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("WINDLASS_ROLES", "api,worker,projection,scheduler");
  }

  /** What was before would be restored with it. */
  @Override
  public boolean freshPlaces() {
    return true;
  }

  @Override
  public void warmUp(Place place) {
    place.api().define("no-op", Api.NO_OP);
  }

  @Override
  public Measured measure(Place place) throws Exception {
    try (Fleet fleet = new Fleet(place);
        CoordinatorGroup group = new CoordinatorGroup(place.kafka())) {
      ProgramProcess victim = fleet.start("coordinator", coordinator());
      String member = group.awaitMembers(1).keySet().iterator().next();
      fleet.start("coordinator", coordinator());
      Set<Integer> partitions = group.awaitMembers(2).get(member);
      HalfDone jobs = HalfDone.create(place.api(), JOBS, subJobs, partitions);
      double toRestore = group.changelogBytes(partitions) / 1e6;
      victim.kill();
      long killed = System.nanoTime();
      Measured measured = new Measured();
      try (FirstEvents events =
          new FirstEvents(place.kafka(), group.ends(FirstEvents.partitions()))) {
        jobs.directLater();
        long detected = group.awaitGone(member);
        group.awaitMembers(1);
        long assigned = System.nanoTime();
        Collection<Long> decided = events.await(jobs.ids()).values();
        measured
            .figure(ALL, seconds(detected, decided.stream().max(Comparator.naturalOrder()).get()))
            .figure(
                "detected until the first decided [s]",
                seconds(detected, decided.stream().min(Comparator.naturalOrder()).get()))
            .figure(
                "detected until the partitions were given to the other [s]",
                seconds(detected, assigned))
            .figure("killed until detected [s]", seconds(killed, detected))
            .figure("changelog of its partitions [MB]", toRestore);
      }
      jobs.complete();
      return measured;
    }
  }

  private Map<String, String> coordinator() {
    return Map.of("WINDLASS_COORDINATOR_STANDBY_REPLICAS", Integer.toString(standbys));
  }

  private static double seconds(long from, long to) {
    return (to - from) / 1e9;
  }
}
