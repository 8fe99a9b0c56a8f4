package dev.windlass.worker;

import dev.windlass.job.JobId;
import dev.windlass.job.Reply;
import dev.windlass.simulation.Life;
import dev.windlass.simulation.SimLog;
import dev.windlass.simulation.SimProducer;
import dev.windlass.simulation.Strands;
import dev.windlass.simulation.Tail;
import dev.windlass.simulation.World;
import dev.windlass.trace.Trace;
import dev.windlass.trace.Tracing;
import dev.windlass.wire.Json;
import dev.windlass.wire.TaskRecord;
import dev.windlass.worker.handler.Handlers;
import dev.windlass.worker.handler.OperationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The program's worker in a simulated world: its engine, with simulated connections. */
public final class SimulatedWorker {
  private static final Duration TICK = Duration.ofMillis(20);
  private static final Duration IDLE_TICK = Duration.ofSeconds(1);

  private static final RowSource NO_ROWS =
      new RowSource() {
        @Override
        public Optional<Map<String, Object>> cached(String input, int index) {
          return Optional.empty();
        }

        @Override
        public Map<String, Object> fetch(String input, int index) {
          throw new UnsupportedOperationException("no inputs here");
        }
      };

  private final World world;
  private final SimLog log;
  private final Life life;
  private final WorkerConfig config;
  private final WorkerIdentity identity;
  private final SimulatedMachine machine;
  private final Strands strands;
  private final int partitions;
  private final WorkerEngine engine;
  private final List<Tail> control = new ArrayList<>();
  private final List<Long> controlEnds = new ArrayList<>();
  private Predicate<Reply> loses = reply -> false;
  private long tookAt = Long.MIN_VALUE / 2;

  /** What an operation is given to take its time. */
  public interface Sleep {
    void sleep(Duration time, boolean ignoresInterrupts) throws InterruptedException;
  }

  /** What all workers of a simulation share. */
  public record Fleet(
      World world,
      SimLog log,
      Strands strands,
      WorkerConfig config,
      int partitions,
      List<String> queues,
      java.util.function.BiFunction<SimulatedWorker, Sleep, OperationHandler> handler) {}

  /** {@code lease} is what it believes the lease to be. */
  public SimulatedWorker(Fleet fleet, Life life, Duration lease, WorkerLogFault fault) {
    this.world = fleet.world();
    this.log = fleet.log();
    this.life = life;
    this.config = fleet.config();
    this.strands = fleet.strands();
    this.partitions = fleet.partitions();
    this.machine = new SimulatedMachine(world, life, strands);
    this.identity =
        new WorkerIdentity(
            life.name(),
            life.name(),
            "simulated",
            fleet.queues(),
            config.slots(),
            Math.floorMod(life.name().hashCode(), partitions),
            life.wall());
    WorkerLog written = new SimulatedWorkerLog(log, new SimProducer(world, log, life), partitions);
    this.engine =
        new WorkerEngine(
            new WorkerEngine.Parts(
                machine,
                config,
                lease,
                identity,
                fault == null ? written : new FaultyWorkerLog(written, fault, world, life),
                NO_ROWS,
                new Handlers(List.of(fleet.handler().apply(this, machine::sleep))),
                new WorkerMetrics(new SimpleMeterRegistry()),
                Tracing.OFF,
                new SimulatedExecutor(world, life)),
            drain -> {
              throw new AssertionError("nobody asked for a drain");
            });
    life.atEnd(() -> strands.end(life));
  }

  public Life life() {
    return life;
  }

  public List<String> queues() {
    return identity.queues();
  }

  public int slots() {
    return identity.slots();
  }

  /** Answers that get lost on the way into it. */
  public void loses(Predicate<Reply> which) {
    loses = which;
  }

  public void start() {
    for (int p = 0; p < partitions; p++) {
      controlEnds.add(log.end(log.topics().control(), p));
      control.add(new Tail(world, log, life, log.topics().control(), p, 0, engine.control()));
    }
    String grants = log.topics().grants();
    int mine = identity.grantsPartition();
    new Tail(world, log, life, grants, mine, log.end(grants, mine), this::answered);
    engine.startReporting(config.progressInterval());
    tick();
  }

  private void answered(ConsumerRecord<byte[], byte[]> record) {
    if (life.name().equals(new String(record.key(), StandardCharsets.UTF_8))) {
      if (loses.test(Json.read(record.value(), Reply.class))) {
        return;
      }
    }
    engine.answers().accept(record);
  }

  /** Whether it has something left to do of a grant. */
  public boolean works(JobId job, long grant) {
    return engine.held().of(job).stream()
        .filter(run -> run.granted().grant() == grant && !run.state().isLetGo())
        .anyMatch(run -> run.state().current() != null || run.state().nextUnbegun() >= 0);
  }

  private void tick() {
    engine.tick();
    boolean idle = engine.held().isEmpty() && engine.claimer().unanswered() == 0;
    world.after(idle && !justTook() ? IDLE_TICK : TICK, life, this::tick);
  }

  private boolean justTook() {
    return world.now() - tookAt < TimeUnit.SECONDS.toNanos(2);
  }

  /** Whether it would take a task from a queue now. */
  public boolean wants() {
    try {
      for (int p = 0; p < partitions; p++) {
        if (control.get(p).next() < controlEnds.get(p)) {
          return false;
        }
      }
      return engine.claimer().awaitSlot(1, 0);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends when it may be acknowledged. */
  public CompletableFuture<?> offer(TaskRecord task) {
    tookAt = world.now();
    return engine.claimer().offer(task, Trace.NONE, 1);
  }

  /** How many grants it holds. */
  public int holds() {
    return engine.held().all().size();
  }
}
