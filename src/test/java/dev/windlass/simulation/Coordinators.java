package dev.windlass.simulation;

import dev.windlass.coordinator.SimulatedPartition;
import dev.windlass.job.JobId;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.apache.kafka.common.header.Headers;

/** Processes that share the partitions: one that is silent for a session loses its own. */
final class Coordinators {
  private static final Duration SESSION = Duration.ofSeconds(6);
  private static final Duration REBALANCE = Duration.ofMillis(700);

  private final SimulatedPartition.Cluster cluster;
  private final World world;
  private final Watch watch;
  private final BiConsumer<byte[], Headers> another;
  private final Life[] processes;
  private final SimulatedPartition.State[] states;
  private final SimulatedPartition[] owners;
  private final int[] ownedBy;

  Coordinators(
      SimulatedPartition.Cluster cluster,
      int howMany,
      int partitions,
      Watch watch,
      BiConsumer<byte[], Headers> another) {
    this.cluster = cluster;
    this.world = cluster.world();
    this.watch = watch;
    this.another = another;
    this.processes = new Life[howMany];
    this.states = new SimulatedPartition.State[partitions];
    this.owners = new SimulatedPartition[partitions];
    this.ownedBy = new int[partitions];
  }

  void start() {
    for (int i = 0; i < processes.length; i++) {
      begin(i);
    }
    for (int p = 0; p < states.length; p++) {
      states[p] = new SimulatedPartition.State();
      own(p, p % processes.length);
    }
  }

  Life process(int number) {
    return processes[number % processes.length];
  }

  /** What is committed agrees with itself. */
  void audit(JobId job) {
    states[job.partition(states.length)].audit(job);
  }

  boolean hasRead(int partition) {
    return !owners[partition].life().isOver() && owners[partition].hasReadAll();
  }

  void dies(int number, Duration takenOverAfter) {
    int dead = number % processes.length;
    if (processes[dead].isOver()) {
      return;
    }
    processes[dead].end();
    world.story().line(world, "%s dies", processes[dead]);
    world.after(
        takenOverAfter,
        null,
        () -> {
          begin(dead);
          moveFrom(dead);
        });
  }

  void freezes(int number, Duration time) {
    process(number).freeze(time);
    silent(number % processes.length, time);
  }

  void isCutOff(int number, Duration time) {
    process(number).cut(time);
    silent(number % processes.length, time);
  }

  /** The others take over, or it does itself when it is back. */
  private void silent(int number, Duration time) {
    if (time.compareTo(SESSION) > 0) {
      Duration until = processes.length > 1 ? SESSION : time;
      world.after(until.plus(REBALANCE), null, () -> moveFrom(number));
    }
  }

  private void begin(int number) {
    processes[number] = new Life(world, "coordinator-" + (number + 1) + "." + world.number());
  }

  private void moveFrom(int number) {
    for (int p = 0; p < owners.length; p++) {
      if (ownedBy[p] == number) {
        own(p, able(number));
      }
    }
  }

  private int able(int before) {
    for (int i = 1; i <= processes.length; i++) {
      int candidate = (before + i) % processes.length;
      Life life = processes[candidate];
      if (!life.isOver() && life.frozenUntil() <= world.now() && life.cutUntil() <= world.now()) {
        return candidate;
      }
    }
    return before;
  }

  private void own(int partition, int process) {
    if (processes[process].isOver()) {
      return; // it dies meanwhile, and will take over itself when it is back
    }
    ownedBy[partition] = process;
    owners[partition] =
        new SimulatedPartition(cluster, processes[process], partition, states[partition]);
    owners[partition].doubling(another);
    world.story().line(world, "%s takes partition %s", processes[process], partition);
    watch.forgetInstants();
    owners[partition].start();
  }
}
