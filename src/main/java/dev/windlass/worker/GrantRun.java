package dev.windlass.worker;

import dev.windlass.job.Definition;
import dev.windlass.job.JobId;
import dev.windlass.job.Reply.Granted;
import dev.windlass.trace.Trace;
import dev.windlass.wire.ControlRecord;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * A grant that this worker holds, as its runner and everybody else meet on it: orders come in here,
 * and running code is interrupted here and only while it runs, so that no interrupt hits what comes
 * after.
 */
final class GrantRun {
  /** Why running code was interrupted. */
  enum Interruption {
    NONE,
    STOP,
    TIMEOUT
  }

  private final Granted granted;
  private final GrantState state;
  private final LeaseClock lease;
  private final ResultBuffer results = new ResultBuffer();
  private final long receivedAt;
  private final Machine machine;
  private final Machine.Monitor monitor;
  private volatile Order order = Order.RUN;
  private volatile Duration stopTimeout = Definition.DEFAULT_STOP_TIMEOUT;
  private volatile boolean endsSoon;
  private volatile Trace trace;

  /** Beginnings that passed unused: those that come after take the next ones. */
  private volatile int missed;

  private Machine.Running running;
  private Interruption interruption = Interruption.NONE;
  private long runsOutAt;
  private long stopAskedAt;

  GrantRun(Granted granted, Trace trace, LeaseClock lease, long receivedAt, Machine machine) {
    this.granted = granted;
    this.trace = trace;
    this.state = new GrantState(granted);
    this.lease = lease;
    this.receivedAt = receivedAt;
    this.machine = machine;
    this.monitor = machine.monitor();
  }

  Granted granted() {
    return granted;
  }

  JobId job() {
    return granted.job();
  }

  GrantState state() {
    return state;
  }

  LeaseClock lease() {
    return lease;
  }

  ResultBuffer results() {
    return results;
  }

  /** The step that what becomes of this grant follows from. */
  Trace trace() {
    return trace;
  }

  void trace(Trace step) {
    trace = step;
  }

  Order order() {
    return order;
  }

  void stopTimeout(Duration timeout) {
    stopTimeout = timeout;
  }

  /** True for the first who says so. */
  boolean markEndsSoon() {
    boolean first = !endsSoon;
    endsSoon = true;
    return first;
  }

  boolean endsSoon() {
    return endsSoon;
  }

  void obey(ControlRecord control) {
    obey(Order.of(control, granted.epoch(), granted.controlVersion()));
  }

  void obey(Order next) {
    monitor.lock();
    try {
      order = order.then(next);
      if (order == Order.STOP && stopAskedAt == 0) {
        stopAskedAt = machine.nanos();
        interrupt(Interruption.STOP);
      }
      monitor.signalAll();
    } finally {
      monitor.unlock();
    }
  }

  /** Something that the runner may wait for has changed. */
  void wake() {
    monitor.lock();
    try {
      monitor.signalAll();
    } finally {
      monitor.unlock();
    }
  }

  /** Waits for {@link #wake} or an order, at most until the instant of the monotonic clock. */
  void awaitChange(long until) throws LetGo {
    monitor.lock();
    try {
      long nanos = until - machine.nanos();
      if (nanos > 0 && !order.ends()) {
        monitor.await(nanos);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted outside of an operation", e);
    } finally {
      monitor.unlock();
    }
    checkOrder();
  }

  /** Lets that time pass, unless an order ends it. */
  void rest(Duration duration) throws LetGo {
    long until = machine.nanos() + duration.toNanos();
    while (machine.nanos() - until < 0) {
      awaitChange(until);
    }
  }

  void checkOrder() throws LetGo {
    if (order.ends()) {
      throw new LetGo();
    }
  }

  /** Runs what may be interrupted: by a stop, and by the end of the time that it has. */
  <T> T interruptibly(Duration timeout, Callable<T> code) throws Exception {
    enter(timeout);
    try {
      return code.call();
    } finally {
      leave();
    }
  }

  /** What hit the code that was run last. */
  Interruption interruption() {
    monitor.lock();
    try {
      return interruption;
    } finally {
      monitor.unlock();
    }
  }

  /** Interrupts what has run out of its time. */
  void checkTimeout(long now) {
    monitor.lock();
    try {
      if (running != null && interruption == Interruption.NONE && now - runsOutAt > 0) {
        interrupt(Interruption.TIMEOUT);
      }
    } finally {
      monitor.unlock();
    }
  }

  /** Whether a handler has ignored its interrupt for longer than it may. */
  boolean ignoresStop(long now) {
    monitor.lock();
    try {
      return running != null && stopAskedAt != 0 && now - stopAskedAt > stopTimeout.toNanos();
    } finally {
      monitor.unlock();
    }
  }

  boolean isPaced() {
    return !granted.beginAfterMs().isEmpty();
  }

  /** When the sub-job at this place is to begin. */
  long due(int order) {
    if (!isPaced()) {
      return receivedAt;
    }
    List<Integer> begins = granted.beginAfterMs();
    // Whoever asks for one that was handed back a moment ago finds out when it enters.
    int at = Math.min(order + missed, begins.size() - 1);
    return receivedAt + TimeUnit.MILLISECONDS.toNanos(begins.get(at));
  }

  /**
   * Gives back what can't begin in time any more: all that waits for longer than {@code patience},
   * and in a paced grant as many from its end as instants have passed by more than {@code
   * tolerance}. True if that was anything.
   */
  boolean handBackLate(long now, Duration patience, Duration tolerance) {
    if (!isPaced()) {
      return isLate(now, patience) && state.handBackUnbegun();
    }
    monitor.lock();
    try {
      int missedBefore = missed;
      while (isLate(now, tolerance) && state.handBackLast()) {
        missed++;
      }
      return missed > missedBefore;
    } finally {
      monitor.unlock();
    }
  }

  private boolean isLate(long now, Duration allowed) {
    int next = state.nextUnbegun();
    return next >= 0 && now - due(next) > allowed.toNanos();
  }

  private void enter(Duration timeout) throws LetGo {
    monitor.lock();
    try {
      if (order == Order.STOP) {
        throw new LetGo();
      }
      interruption = Interruption.NONE;
      runsOutAt = machine.nanos() + timeout.toNanos();
      running = machine.running();
    } finally {
      monitor.unlock();
    }
  }

  private void leave() {
    monitor.lock();
    try {
      running.over();
      running = null;
    } finally {
      monitor.unlock();
    }
  }

  private void interrupt(Interruption why) {
    if (running != null) {
      interruption = why;
      running.interrupt();
    }
  }
}
