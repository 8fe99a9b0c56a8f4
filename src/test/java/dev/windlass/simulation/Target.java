package dev.windlass.simulation;

import dev.windlass.job.JobId;
import dev.windlass.worker.SimulatedWorker;
import dev.windlass.worker.handler.Operation;
import dev.windlass.worker.handler.OperationHandler;
import dev.windlass.worker.handler.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Where all operations are really run: it knows what began, what ended, and what runs. */
final class Target {
  static final String HANDLER = "target";

  /** One operation that was really run, or is being run. */
  static final class Run {
    final Operation operation;
    final Life life;
    final long beganAt;
    boolean failed;

    Run(Operation operation, Life life, long beganAt) {
      this.operation = operation;
      this.life = life;
      this.beganAt = beganAt;
    }

    /** Its worker was unreachable meanwhile: its lease may have gone to another. */
    boolean wasInTrouble() {
      return life.wasInTroubleSince(beganAt);
    }
  }

  /** A retry begins no sub-job anew. */
  private record Beginning(Life life, JobId job, int index, int attempt) {}

  /** What of it the promises are about. */
  interface Listener {
    void begins(Run run);
  }

  private final World world;
  private final Map<JobId, JobPlan> plans;
  private final Listener listener;
  private final List<Run> running = new ArrayList<>();
  private final Map<JobId, List<Run>> ended = new HashMap<>();
  private final Map<JobId, Deque<Long>> beginnings = new HashMap<>();
  private final Map<JobId, Integer> mostAtOnce = new HashMap<>();
  private final Map<UUID, Long> firstBegun = new HashMap<>();
  private final Set<Beginning> begun = new HashSet<>();
  private long healsAt = Long.MAX_VALUE;

  Target(World world, Map<JobId, JobPlan> plans, Listener listener) {
    this.world = world;
    this.plans = plans;
    this.listener = listener;
  }

  /** From then on nothing fails. */
  void heals() {
    healsAt = world.now();
  }

  List<Run> running(JobId job) {
    running.removeIf(run -> run.life.isOver());
    return running.stream().filter(run -> run.operation.job().equals(job)).toList();
  }

  List<Run> ended(JobId job) {
    return ended.getOrDefault(job, List.of());
  }

  /** The most operations of healthy workers that ever ran at a time. */
  int mostAtOnce(JobId job) {
    return mostAtOnce.getOrDefault(job, 0);
  }

  /** When a sub-job first began, in nanoseconds of the world; -1 if it never did. */
  long firstBegun(JobId job, int index) {
    return firstBegun.getOrDefault(job.subJob(index), -1L);
  }

  /** When sub-jobs began. */
  List<Long> beginnings(JobId job) {
    return List.copyOf(beginnings.getOrDefault(job, new ArrayDeque<>()));
  }

  /** Whether a sub-job fails, as long as nothing heals: by its operations and what is ignored. */
  static boolean fails(JobPlan plan, int index) {
    int failed = 0;
    for (long iteration = 0; iteration < plan.iterations(); iteration++) {
      for (int i = 0; i < plan.cases(); i++) {
        failed += dice(plan.id(), index, iteration, i, "fails") < plan.failing() ? 1 : 0;
        if (plan.failuresToIgnore() != null && failed > plan.failuresToIgnore()) {
          return true;
        }
      }
    }
    return false;
  }

  /** First operations of sub-jobs that began within the last second and so much more. */
  int begunWithin(JobId job, Duration time) {
    Deque<Long> known = beginnings.getOrDefault(job, new ArrayDeque<>());
    long since = world.now() - time.toNanos();
    return (int) known.stream().filter(at -> at > since).count();
  }

  OperationHandler handler(SimulatedWorker worker, SimulatedWorker.Sleep sleep) {
    return new OperationHandler() {
      @Override
      public String name() {
        return HANDLER;
      }

      @Override
      public Outcome run(Operation operation) throws Exception {
        return Target.this.run(operation, worker.life(), sleep);
      }
    };
  }

  private Outcome run(Operation operation, Life life, SimulatedWorker.Sleep sleep)
      throws InterruptedException {
    JobPlan plan = plans.get(operation.job());
    Run run = new Run(operation, life, world.now());
    if (operation.iteration() == 0
        && operation.caseIndex() == 0
        && begun.add(
            new Beginning(life, operation.job(), operation.index(), operation.attempt()))) {
      beginnings.computeIfAbsent(operation.job(), j -> new ArrayDeque<>()).add(world.now());
    }
    world
        .story()
        .line(
            world,
            "%s begins job %s sub-job %s (%s, %s)",
            life,
            plan.number(),
            operation.index(),
            operation.iteration(),
            operation.caseIndex());
    try {
      listener.begins(run);
    } catch (AssertionError broken) {
      world.breaks(broken); // thrown here it would be no more than a failed operation
    }
    running.add(run);
    firstBegun.putIfAbsent(operation.job().subJob(operation.index()), run.beganAt);
    int together = (int) running(operation.job()).stream().filter(r -> !r.wasInTrouble()).count();
    mostAtOnce.merge(operation.job(), together, Math::max);
    try {
      sleep.sleep(time(plan, operation), plan.ignoresInterrupts());
    } catch (InterruptedException e) {
      if (world.now() - run.beganAt >= operation.timeout().toNanos()) {
        ends(run, true);
      }
      throw e;
    } finally {
      running.remove(run);
    }
    ends(run, world.now() < healsAt && dice(operation, "fails") < plan.failing());
    return run.failed
        ? Outcome.failure("it fails sometimes")
        : Outcome.success("output " + operation.index());
  }

  private void ends(Run run, boolean failed) {
    run.failed = failed;
    ended.computeIfAbsent(run.operation.job(), j -> new ArrayList<>()).add(run);
  }

  /** Between half and one and a half of what was planned. */
  private static Duration time(JobPlan plan, Operation operation) {
    double factor = 0.5 + dice(operation, "takes");
    return Duration.ofNanos(
        (long) (TimeUnit.MILLISECONDS.toNanos(plan.operationMillis()) * factor));
  }

  private static double dice(Operation operation, String what) {
    return dice(
        operation.job(), operation.index(), operation.iteration(), operation.caseIndex(), what);
  }

  private static double dice(JobId job, int index, long iteration, int caseIndex, String what) {
    long hash =
        (job.value().getLeastSignificantBits()
                + index * 31L
                + iteration * 7919
                + caseIndex * 104729L
                + what.hashCode())
            * 0x9E3779B97F4A7C15L;
    return ((hash ^ hash >>> 29) * 0xBF58476D1CE4E5B9L >>> 11) / (double) (1L << 53);
  }
}
