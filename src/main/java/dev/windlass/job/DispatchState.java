package dev.windlass.job;

import java.time.Instant;
import java.util.BitSet;

/**
 * What dispatching remembers besides the header: tasks that nobody has claimed yet (a window of
 * bits from {@code firstTask} on), the next paced instant, how long a sub-job takes, and how often
 * unclaimed tasks were sent again.
 *
 * @param nextTask the number of the next task
 * @param estimateMicros how long a sub-job takes; 0 before anything ended
 */
public record DispatchState(
    long firstTask,
    BitSet unclaimed,
    long nextTask,
    Instant nextBegin,
    long estimateMicros,
    int resends,
    Instant resendAt) {
  public static final DispatchState NEW =
      new DispatchState(1, new BitSet(), 1, Instant.EPOCH, 0, 0, null);

  public int open() {
    return unclaimed.cardinality();
  }

  public boolean isOpen(long task) {
    return task >= firstTask && task < nextTask && unclaimed.get((int) (task - firstTask));
  }

  public DispatchState sent(int tasks) {
    BitSet bits = (BitSet) unclaimed.clone();
    int from = (int) (nextTask - firstTask);
    bits.set(from, from + tasks);
    return new DispatchState(
        firstTask, bits, nextTask + tasks, nextBegin, estimateMicros, resends, resendAt);
  }

  /** A claim ends its task, granted or not; it also shows that somebody reads the queue. */
  public DispatchState claimed(long task) {
    BitSet bits = (BitSet) unclaimed.clone();
    bits.clear((int) (task - firstTask));
    int gone = bits.isEmpty() ? (int) (nextTask - firstTask) : bits.nextSetBit(0);
    BitSet shifted = gone == 0 ? bits : bits.get(gone, Math.max(gone, bits.length()));
    return new DispatchState(
        firstTask + gone, shifted, nextTask, nextBegin, estimateMicros, 0, resendAt);
  }

  /**
   * Tasks of an epoch that is over, or that nobody claimed for too long: a claim on one of them is
   * void.
   */
  public DispatchState forgetTasks() {
    return new DispatchState(
        nextTask, new BitSet(), nextTask, nextBegin, estimateMicros, resends, resendAt);
  }

  public DispatchState nextBegin(Instant at) {
    return new DispatchState(firstTask, unclaimed, nextTask, at, estimateMicros, resends, resendAt);
  }

  public DispatchState estimate(long micros) {
    return new DispatchState(firstTask, unclaimed, nextTask, nextBegin, micros, resends, resendAt);
  }

  public DispatchState resend(int times, Instant at) {
    return new DispatchState(firstTask, unclaimed, nextTask, nextBegin, estimateMicros, times, at);
  }
}
