package dev.windlass.worker;

import dev.windlass.job.JobId;
import dev.windlass.trace.Tracing;
import dev.windlass.wire.DrainRecord;
import dev.windlass.worker.handler.Handlers;
import io.quarkus.logging.Log;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A worker without its connections: it is handed tasks, answers and control records, runs what is
 * granted, and tells its log. What it lives on comes from outside, so that the simulation runs this
 * very code.
 */
final class WorkerEngine {
  private final Machine machine;
  private final HeldGrants held = new HeldGrants();
  private final TaskClaimer claimer;
  private final ProgressReporter reporter;
  private final RunnerTools tools;
  private final Consumer<ConsumerRecord<byte[], byte[]>> control;
  private final Consumer<ConsumerRecord<byte[], byte[]>> answers;

  /** What it is given from outside. */
  record Parts(
      Machine machine,
      WorkerConfig config,
      Duration lease,
      WorkerIdentity identity,
      WorkerLog log,
      RowSource rows,
      Handlers handlers,
      WorkerMetrics metrics,
      Tracing tracing,
      ScheduledExecutorService reporting) {}

  WorkerEngine(Parts parts, Consumer<DrainRecord> asked) {
    this.machine = parts.machine();
    this.reporter =
        new ProgressReporter(machine, parts.identity(), parts.log(), held, parts.reporting());
    ComputeTurns turns = new ComputeTurns(machine::nanos, machine.processors());
    this.claimer = new TaskClaimer(parts, held, turns, new Starter());
    JobControls controls = new JobControls(held::control);
    this.tools =
        new RunnerTools(
            machine,
            parts.config(),
            controls,
            claimer,
            reporter,
            parts.rows(),
            parts.handlers(),
            turns,
            parts.metrics(),
            parts.tracing());
    this.control = new ControlReader(controls, parts.log(), parts.tracing());
    this.answers =
        new GrantReader(parts.identity().incarnation(), claimer, held, parts.log(), asked);
    parts.metrics().slots(parts.identity().slots(), claimer::busy, claimer::stuck);
  }

  /** Takes the records of the control topic. */
  Consumer<ConsumerRecord<byte[], byte[]>> control() {
    return control;
  }

  /** Takes the records of the worker's partition of the grants topic. */
  Consumer<ConsumerRecord<byte[], byte[]>> answers() {
    return answers;
  }

  TaskClaimer claimer() {
    return claimer;
  }

  HeldGrants held() {
    return held;
  }

  /** Whether it has read this version of what is wished for the batch job, or a newer one. */
  boolean knows(JobId job, long controlVersion) {
    var known = tools.controls().control(job);
    return known != null && known.controlVersion() >= controlVersion;
  }

  void startReporting(Duration every) {
    reporter.start(every);
  }

  /** What only the clock brings about. */
  void tick() {
    try {
      long now = machine.nanos();
      for (GrantRun run : held.all()) {
        run.checkTimeout(now);
        tools.handBackLate(run);
        if (run.ignoresStop(now) && !run.state().isLetGo()) {
          Log.warnf(
              "A slot is stuck: the handler of batch job %s ignores its interrupt", run.job());
          claimer.stuck(run);
        }
      }
      tools.turns().takeBackOverdue(now);
      claimer.tick(now);
    } catch (RuntimeException e) {
      Log.error("The worker's clock stumbled", e);
    }
  }

  /** Takes nothing more, hands back what has not begun and lets running operations end. */
  void leave() {
    claimer.close();
    for (GrantRun run : held.all()) {
      run.state().handBackUnbegun();
      run.obey(Order.LEAVE);
      reporter.report(run.job());
    }
  }

  boolean hasLeft() {
    return claimer.busy() == 0 && claimer.unanswered() == 0;
  }

  /** Interrupts what still runs. */
  void stop() {
    held.all().forEach(run -> run.obey(Order.STOP));
  }

  /** Gives up what does not end. */
  void giveUp() {
    held.all().stream().filter(run -> !run.state().isLetGo()).forEach(claimer::stuck);
  }

  private final class Starter implements TaskClaimer.GrantStarter {
    @Override
    public void start(GrantRun run) {
      run.obey(tools.controls().control(run.job()));
      machine.start("windlass-grant-" + run.granted().grant(), new GrantRunner(run, tools));
    }

    @Override
    public void report(JobId job) {
      reporter.report(job);
    }
  }
}
