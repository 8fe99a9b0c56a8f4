package dev.windlass.worker;

import dev.windlass.job.Definition.Priority;
import dev.windlass.job.JobId;
import dev.windlass.trace.Tracing;
import dev.windlass.wire.DeadLetterMeter;
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

/** One worker process: connects an engine to Kafka, gives it threads, and lets it go in order. */
final class Worker {
  private static final Duration TICK = Duration.ofMillis(20);
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final WorkerConfig config;
  private final WorkerIdentity identity;
  private final WorkerLog log;
  private final InputPages rows;
  private final WorkerEngine engine;
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
      Tracing tracing,
      RowsFrom rowsFrom) {}

  Worker(Surroundings around, WorkerIdentity identity, Runnable leave) {
    this.config = around.config();
    this.identity = identity;
    String me = "windlass-worker-" + identity.incarnation();
    this.log = log(around, me);
    this.rows = new InputPages(around.rowsFrom(), config.inputPages());
    this.engine =
        new WorkerEngine(
            new WorkerEngine.Parts(
                new JvmMachine(),
                config,
                around.lifetimes().lease(),
                identity,
                log,
                rows,
                around.handlers(),
                around.metrics(),
                around.tracing(),
                reporting),
            drain -> asked(drain, leave));
    Topics topics = around.wire().names();
    this.control =
        new PartitionReader(
            around.clients(),
            me + "-control",
            IntStream.range(0, around.wire().partitions())
                .mapToObj(p -> new TopicPartition(topics.control(), p))
                .toList(),
            true,
            engine.control());
    this.grants =
        new PartitionReader(
            around.clients(),
            me + "-grants",
            List.of(new TopicPartition(topics.grants(), identity.grantsPartition())),
            false,
            engine.answers());
    for (String queue : identity.queues()) {
      for (Priority priority : Priority.values()) {
        pollers.add(
            new TaskPoller(
                around.clients(), config, topics, queue, priority, engine.claimer(), log));
      }
    }
    this.beat = new Beat(identity, log, engine.claimer());
  }

  private static WorkerLog log(Surroundings around, String clientId) {
    DeadLetterMeter letters = around.metrics().deadLetters(around.wire().names());
    return new KafkaWorkerLog(around.clients(), around.wire(), clientId, letters);
  }

  /** Takes no task before it knows what is wished, and can hear the answers. */
  void start() throws InterruptedException {
    start(control, "control");
    start(grants, "grants");
    while (!control.awaitCaughtUp(CLOSING) || !grants.awaitCaughtUp(CLOSING)) {
      Log.infof("Worker %s waits for the control records to be read", identity.name());
    }
    engine.startReporting(config.progressInterval());
    clock.scheduleWithFixedDelay(
        engine::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    beat.start();
    pollers.forEach(poller -> start(poller, poller.topic()));
    polling = true;
    Log.infof(
        "Worker %s takes tasks of %s into %d slots, incarnation %s",
        identity.name(), identity.queues(), identity.slots(), identity.incarnation());
  }

  /** Whether it has read this version of what is wished for the batch job, or a newer one. */
  boolean knows(JobId job, long controlVersion) {
    return engine.knows(job, controlVersion);
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
    Log.infof("Worker %s leaves, %d slots are busy", identity.name(), engine.claimer().busy());
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
    engine.leave();
    await(config.drainTimeout(), engine::hasLeft);
    engine.stop();
    await(CLOSING, () -> engine.claimer().busy() == 0);
    engine.giveUp();
    await(CLOSING, engine.held()::isEmpty);
    beat.end();
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
}
