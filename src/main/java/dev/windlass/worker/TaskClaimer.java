package dev.windlass.worker;

import dev.windlass.job.Claim;
import dev.windlass.job.JobId;
import dev.windlass.job.Reply.Granted;
import dev.windlass.job.Reply.Void;
import dev.windlass.trace.Trace;
import dev.windlass.wire.TaskRecord;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Answers tasks with claims, as many as there are slots, and hands what is granted to a runner. A
 * task without a slot waits a moment for one and then goes back through the coordinator: releasing
 * it in the share group would count as a delivery, and a few of those lose it.
 */
final class TaskClaimer {
  /** How long a lower priority lets a higher one go first when slots are scarce. */
  private static final long HEAD_START = TimeUnit.MILLISECONDS.toNanos(15);

  private static final long RECENT = TimeUnit.SECONDS.toNanos(1);

  private final Machine machine;
  private final WorkerConfig config;
  private final Duration lease;
  private final WorkerIdentity identity;
  private final WorkerLog log;
  private final HeldGrants held;
  private final WorkerMetrics metrics;
  private final GrantStarter starter;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ComputeTurns turns;
  private final Slots slots;
  private final Map<TaskKey, Long> claims = new HashMap<>();
  private final PriorityQueue<WaitingTask> waiting = new PriorityQueue<>();
  private final Deque<GrantRun> ready = new ArrayDeque<>();
  private final Map<Integer, Long> lastTask = new HashMap<>();
  private boolean closed;

  /** What becomes of grants: run, or reported as handed back. */
  interface GrantStarter {
    void start(GrantRun run);

    void report(JobId job);
  }

  private record TaskKey(JobId job, long task) {}

  private record WaitingTask(TaskRecord task, Trace trace, int rank, long since)
      implements Comparable<WaitingTask> {
    private static final Comparator<WaitingTask> ORDER =
        Comparator.comparingInt(WaitingTask::rank).thenComparingLong(WaitingTask::since);

    @Override
    public int compareTo(WaitingTask other) {
      return ORDER.compare(this, other);
    }
  }

  TaskClaimer(WorkerEngine.Parts parts, HeldGrants held, ComputeTurns turns, GrantStarter starter) {
    this.machine = parts.machine();
    this.config = parts.config();
    this.lease = parts.lease();
    this.identity = parts.identity();
    this.log = parts.log();
    this.metrics = parts.metrics();
    this.held = held;
    this.turns = turns;
    this.starter = starter;
    this.slots = new Slots(config.slots());
  }

  /**
   * Takes a task from a queue of that rank, 0 being the highest priority. When the future ends well
   * it may be acknowledged.
   */
  CompletableFuture<?> offer(TaskRecord task, Trace trace, int rank) {
    lock.lock();
    try {
      long now = machine.nanos();
      lastTask.put(rank, now);
      if (claims.containsKey(new TaskKey(task.job(), task.task()))) {
        // The share group delivered it again; one answer is enough.
        return CompletableFuture.completedFuture(null);
      }
      if (!closed && claimable() > 0) {
        return claim(task, trace);
      }
      waiting.add(new WaitingTask(task, trace, rank, now));
      return CompletableFuture.completedFuture(null);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until a task of that rank would find a slot; false if that is not so in time. */
  boolean awaitSlot(int rank, long nanos) throws InterruptedException {
    lock.lock();
    try {
      boolean scarce = claimable() <= 0;
      long left = nanos;
      while (!closed && claimable() <= 0 && left > 0) {
        left = changed.awaitNanos(left);
      }
      if (scarce && higherIsBusy(rank)) {
        changed.awaitNanos(HEAD_START);
      }
      return claimable() > 0;
    } finally {
      lock.unlock();
    }
  }

  void granted(Granted granted, Trace trace) {
    lock.lock();
    try {
      long now = machine.nanos();
      Long claimedAt = claims.remove(new TaskKey(granted.job(), granted.task()));
      if (claimedAt != null) {
        slots.answered();
        metrics.claim(WorkerMetrics.Claimed.GRANTED);
      }
      LeaseClock clock =
          claimedAt == null ? LeaseClock.unknown(lease, now) : LeaseClock.from(lease, claimedAt);
      take(new GrantRun(granted, trace, clock, now, machine));
      settle();
    } finally {
      lock.unlock();
    }
  }

  void voided(Void nothing) {
    lock.lock();
    try {
      if (claims.remove(new TaskKey(nothing.job(), nothing.task())) != null) {
        slots.answered();
        metrics.claim(WorkerMetrics.Claimed.VOID);
        settle();
      }
    } finally {
      lock.unlock();
    }
  }

  void endsSoon(GrantRun run) {
    lock.lock();
    try {
      if (!run.state().isLetGo() && run.markEndsSoon()) {
        slots.endsSoon();
        settle();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The runner has come back. */
  void ended(GrantRun run) {
    lock.lock();
    try {
      if (run.state().letGo(false, machine.nanos())) {
        slots.ends(run.endsSoon());
      } else {
        slots.recovers();
      }
      settle();
    } finally {
      lock.unlock();
    }
    starter.report(run.job());
  }

  /** The runner does not come back. */
  void stuck(GrantRun run) {
    lock.lock();
    try {
      if (run.state().letGo(true, machine.nanos())) {
        slots.sticks(run.endsSoon());
      }
    } finally {
      lock.unlock();
    }
    starter.report(run.job());
  }

  /** What has waited too long: tasks for a slot, claims for an answer, grants for their turn. */
  void tick(long now) {
    lock.lock();
    try {
      claims.values().removeIf(sentAt -> expired(sentAt, now));
      while (!waiting.isEmpty() && waitedTooLong(waiting.peek(), now)) {
        decline(waiting.poll());
      }
      ready.removeIf(this::handedBack);
      settle();
    } finally {
      lock.unlock();
    }
  }

  /** From now on every task is declined and every grant handed back. */
  void close() {
    lock.lock();
    try {
      closed = true;
      waiting.forEach(this::decline);
      waiting.clear();
      ready.forEach(this::handBack);
      ready.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  int busy() {
    return locked(slots::busy);
  }

  int stuck() {
    return locked(slots::stuck);
  }

  int unanswered() {
    return locked(claims::size);
  }

  private void take(GrantRun run) {
    if (!held.add(run)) {
      return;
    }
    if (closed) {
      handBack(run);
    } else {
      ready.add(run);
      slots.ready();
    }
  }

  /** Fills the slots that there are: with grants first, then with claims. */
  private void settle() {
    while (!ready.isEmpty() && slots.free() > 0) {
      GrantRun run = ready.poll();
      slots.notReady();
      slots.begins();
      starter.start(run);
    }
    while (!waiting.isEmpty() && claimable() > 0) {
      WaitingTask next = waiting.poll();
      claim(next.task(), next.trace());
    }
    changed.signalAll();
  }

  private int claimable() {
    return slots.claimable(turns.computing(), machine.processors());
  }

  private CompletableFuture<?> claim(TaskRecord task, Trace trace) {
    if (claims.put(new TaskKey(task.job(), task.task()), machine.nanos()) == null) {
      slots.claimed();
    }
    return send(task, trace, false);
  }

  private void decline(WaitingTask waited) {
    metrics.claim(WorkerMetrics.Claimed.DECLINED);
    send(waited.task(), waited.trace(), true);
  }

  private CompletableFuture<?> send(TaskRecord task, Trace trace, boolean declined) {
    return log.claim(
        new Claim(
            task.job(),
            task.task(),
            task.epoch(),
            identity.incarnation(),
            identity.grantsPartition(),
            declined),
        trace);
  }

  private boolean expired(long sentAt, long now) {
    boolean expired = now - sentAt > config.claimPatience().toNanos();
    if (expired) {
      slots.answered();
      metrics.claim(WorkerMetrics.Claimed.UNANSWERED);
    }
    return expired;
  }

  private boolean waitedTooLong(WaitingTask task, long now) {
    return now - task.since > config.taskPatience().toNanos();
  }

  /** A grant that waits for a slot is handed back by the clock like any other. */
  private boolean handedBack(GrantRun run) {
    if (run.state().nextOrder() >= 0 && !run.order().ends()) {
      return false;
    }
    slots.notReady();
    handBack(run);
    return true;
  }

  private void handBack(GrantRun run) {
    run.state().letGo(false, machine.nanos());
    starter.report(run.job());
  }

  private boolean higherIsBusy(int rank) {
    long now = machine.nanos();
    return lastTask.entrySet().stream()
        .anyMatch(last -> last.getKey() < rank && now - last.getValue() < RECENT);
  }

  private int locked(java.util.function.IntSupplier value) {
    lock.lock();
    try {
      return value.getAsInt();
    } finally {
      lock.unlock();
    }
  }
}
