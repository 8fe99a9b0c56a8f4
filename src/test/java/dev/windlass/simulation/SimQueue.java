package dev.windlass.simulation;

import dev.windlass.wire.Json;
import dev.windlass.wire.TaskRecord;
import dev.windlass.worker.SimulatedWorker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * A share group: a task goes to any worker that wants one, and to another when that one dies before
 * it acknowledged. Tasks may be lost, doubled, and wait for ever.
 */
final class SimQueue {
  private static final Duration LOCK = Duration.ofSeconds(30);

  private final World world;
  private final SimLog log;
  private final String queue;
  private final Supplier<Collection<SimulatedWorker>> fleet;
  private final Random chance;
  private final List<TaskRecord> waiting = new ArrayList<>();
  private long next;
  private double losing;
  private double doubling;
  private boolean dealing;

  SimQueue(
      World world,
      SimLog log,
      String topic,
      String queue,
      Supplier<Collection<SimulatedWorker>> fleet) {
    this.world = world;
    this.log = log;
    this.queue = queue;
    this.fleet = fleet;
    this.chance = world.random("queue " + queue);
    log.onAppend(topic, 0, () -> arrived(topic));
  }

  /** All that waits is gone, as when its time in the topic is over. */
  void expire() {
    waiting.clear();
  }

  void loses(double often) {
    losing = often;
  }

  void doubles(double often) {
    doubling = often;
  }

  private void arrived(String topic) {
    for (; next < log.end(topic, 0); next++) {
      TaskRecord task = Json.read(log.at(topic, 0, next).value(), TaskRecord.class);
      if (chance.nextDouble() >= losing) {
        waiting.add(task);
        if (chance.nextDouble() < doubling) {
          waiting.add(task);
        }
      }
    }
    dealSoon(Tail.latency(chance));
  }

  private void dealSoon(long nanos) {
    if (!dealing && !waiting.isEmpty()) {
      dealing = true;
      world.at(world.now() + nanos, null, this::deal);
    }
  }

  private void deal() {
    dealing = false;
    if (log.awayUntil() <= world.now()) {
      List<SimulatedWorker> able = able();
      while (!waiting.isEmpty() && !able.isEmpty()) {
        SimulatedWorker worker = able.get(chance.nextInt(able.size()));
        give(worker, waiting.removeFirst());
        able.removeIf(w -> !w.wants());
      }
    }
    dealSoon(Duration.ofMillis(20).toNanos());
  }

  private List<SimulatedWorker> able() {
    List<SimulatedWorker> able = new ArrayList<>();
    for (SimulatedWorker worker : fleet.get()) {
      Life life = worker.life();
      if (!life.isOver()
          && life.frozenUntil() <= world.now()
          && life.cutUntil() <= world.now()
          && worker.queues().contains(queue)
          && worker.wants()) {
        able.add(worker);
      }
    }
    return able;
  }

  /** It answers the task at once, and acknowledges it when its claim is in the log. */
  private void give(SimulatedWorker worker, TaskRecord task) {
    boolean[] acknowledged = new boolean[1];
    worker.offer(task).thenRun(() -> acknowledged[0] = true);
    world.after(
        LOCK,
        null,
        () -> {
          if (!acknowledged[0]) {
            waiting.add(task);
            dealSoon(Tail.latency(chance));
          }
        });
  }
}
