package dev.windlass.worker;

import dev.windlass.job.Definition.Priority;
import dev.windlass.job.JobId;
import dev.windlass.wire.DrainRecord;
import dev.windlass.wire.KafkaClients;
import dev.windlass.wire.Lifetimes;
import dev.windlass.wire.Topics;
import dev.windlass.wire.WireConfig;
import dev.windlass.worker.handler.Handlers;
import io.quarkus.logging.Log;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/** One worker from its start to its end: puts the pieces together and lets them go in order. */
final class Worker {
  private static final Duration TICK = Duration.ofMillis(20);
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final WorkerConfig config;
  private final WorkerIdentity identity;
  private final WorkerLog log;
  private final HeldGrants held = new HeldGrants();
  private final InputPages rows;
  private final TaskClaimer claimer;
  private final ProgressReporter reporter;
  private final RunnerTools tools;
  private final PartitionReader control;
  private final PartitionReader grants;
  private final List<TaskPoller> pollers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final ScheduledExecutorService reporting = executor("windlass-worker-progress");
  private final ScheduledExecutorService clock = executor("windlass-worker-clock");
  private final Beat beat;
  private volatile boolean polling;
  private boolean drained;

  /** What it is given from outside. */
  record Surroundings(
      KafkaClients clients,
      WireConfig wire,
      WorkerConfig config,
      Lifetimes lifetimes,
      Handlers handlers,
      WorkerMetrics metrics,
      java.util.function.Supplier<String> apiUrl) {}

  Worker(Surroundings around, WorkerIdentity identity, Runnable leave) {
    this.config = around.config();
    this.identity = identity;
    String me = "windlass-worker-" + identity.incarnation();
    this.log = new WorkerLog(around.clients(), around.wire(), me);
    this.rows = new InputPages(around.apiUrl(), config.inputPages());
    this.reporter = new ProgressReporter(identity, log, held, reporting);
    this.claimer =
        new TaskClaimer(
            config,
            around.lifetimes().lease(),
            identity,
            log,
            held,
            around.metrics(),
            new Starter());
    JobControls controls = new JobControls(held::control);
    this.tools =
        new RunnerTools(
            config, controls, claimer, reporter, rows, around.handlers(), around.metrics());
    Topics topics = around.wire().names();
    this.control =
        new PartitionReader(
            around.clients(),
            me + "-control",
            IntStream.range(0, around.wire().partitions())
                .mapToObj(p -> new TopicPartition(topics.control(), p))
                .toList(),
            true,
            new ControlReader(controls));
    this.grants =
        new PartitionReader(
            around.clients(),
            me + "-grants",
            List.of(new TopicPartition(topics.grants(), identity.grantsPartition())),
            false,
            new GrantReader(
                identity.incarnation(), claimer, held, log, drain -> asked(drain, leave)));
    for (String queue : identity.queues()) {
      for (Priority priority : Priority.values()) {
        pollers.add(
            new TaskPoller(around.clients(), config, topics, queue, priority, claimer, log));
      }
    }
    this.beat = new Beat(identity, log, claimer);
    around.metrics().busy(claimer::busy);
  }

  /** Takes no task before it knows what is wished, and can hear the answers. */
  void start() throws InterruptedException {
    start(control, "control");
    start(grants, "grants");
    while (!control.awaitCaughtUp(CLOSING) || !grants.awaitCaughtUp(CLOSING)) {
      Log.infof("Worker %s waits for the control records to be read", identity.name());
    }
    reporter.start(config.progressInterval());
    clock.scheduleWithFixedDelay(
        this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    beat.start();
    pollers.forEach(poller -> start(poller, poller.topic()));
    polling = true;
    Log.infof(
        "Worker %s takes tasks of %s into %d slots, incarnation %s",
        identity.name(), identity.queues(), identity.slots(), identity.incarnation());
  }

  /** Whether it has read this version of what is wished for the batch job, or a newer one. */
  boolean knows(JobId job, long controlVersion) {
    var control = tools.controls().control(job);
    return control != null && control.controlVersion() >= controlVersion;
  }

  /** Why it can't work now; empty when it can. */
  Optional<String> unwell() {
    if (!polling) {
      return Optional.of("the worker has not read all control records yet");
    }
    return Stream.concat(
            Stream.of(control.trouble(), grants.trouble()),
            pollers.stream().map(TaskPoller::trouble))
        .filter(trouble -> trouble != null)
        .findFirst();
  }

  /**
   * Leaves in order: takes nothing more, hands back what has not begun, lets running operations end
   * within their time, tells all of it, and is gone.
   */
  synchronized void drain() {
    if (drained) {
      return;
    }
    drained = true;
    Log.infof("Worker %s leaves, %d slots are busy", identity.name(), claimer.busy());
    if (polling) {
      finish();
    }
    close();
    Log.infof("Worker %s has left", identity.name());
  }

  /** Ends at once and says nothing, as a crash would. */
  void abandon() {
    drained = true;
    close();
  }

  private void finish() {
    beat.draining();
    pollers.forEach(TaskPoller::close);
    claimer.close();
    held.all().forEach(this::leave);
    await(config.drainTimeout(), () -> claimer.busy() == 0 && claimer.unanswered() == 0);
    held.all().forEach(run -> run.obey(Order.STOP));
    await(CLOSING, () -> claimer.busy() == 0);
    held.all().stream().filter(run -> !run.state().isLetGo()).forEach(claimer::stuck);
    await(CLOSING, held::isEmpty);
    beat.end();
  }

  private void leave(GrantRun run) {
    run.state().handBackUnbegun();
    run.obey(Order.LEAVE);
    reporter.report(run.job());
  }

  private void close() {
    polling = false;
    pollers.forEach(TaskPoller::close);
    control.close();
    grants.close();
    clock.shutdownNow();
    for (Thread thread : threads) {
      join(thread);
    }
    reporting.shutdownNow();
    log.close();
    rows.close();
  }

  private void asked(DrainRecord drain, Runnable leave) {
    Log.infof("Worker %s was asked to leave by %s", identity.name(), drain.requestedBy());
    Thread.ofPlatform().name("windlass-worker-drain").start(leave);
  }

  private void tick() {
    try {
      long now = System.nanoTime();
      for (GrantRun run : held.all()) {
        run.checkTimeout(now);
        tools.handBackLate(run);
        if (run.ignoresStop(now) && !run.state().isLetGo()) {
          Log.warnf(
              "A slot is stuck: the handler of batch job %s ignores its interrupt", run.job());
          claimer.stuck(run);
        }
      }
      claimer.tick(now);
    } catch (RuntimeException e) {
      Log.error("The worker's clock stumbled", e);
    }
  }

  private void start(Runnable work, String name) {
    threads.add(Thread.ofPlatform().daemon().name("windlass-worker-" + name).start(work));
  }

  private static void await(Duration atMost, java.util.function.BooleanSupplier done) {
    long until = System.nanoTime() + atMost.toNanos();
    while (!done.getAsBoolean() && System.nanoTime() - until < 0) {
      java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join(CLOSING.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ScheduledExecutorService executor(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().daemon().name(name).factory());
  }

  private final class Starter implements TaskClaimer.GrantStarter {
    @Override
    public void start(GrantRun run) {
      run.obey(tools.controls().control(run.job()));
      Thread.ofVirtual()
          .name("windlass-grant-" + run.granted().grant())
          .start(new GrantRunner(run, tools));
    }

    @Override
    public void report(JobId job) {
      reporter.report(job);
    }
  }
}
