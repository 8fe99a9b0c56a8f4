package dev.windlass.job;

import dev.windlass.dispatch.Pace;
import dev.windlass.dispatch.Reservation;
import java.time.Instant;
import java.util.BitSet;

/**
 * What dispatching remembers besides the header: tasks that nobody has claimed yet (a window of
 * bits from {@code firstTask} on), the last paced instant, how long a sub-job takes, and when
 * unclaimed tasks are sent again.
 *
 * @param nextTask the number of the next task
 * @param granted sub-jobs that were granted and have not begun: they count as waiting and can't be
 *     granted
 * @param lastBegin the last instant that was reserved for a paced beginning, if one was; the next
 *     is one interval after it, by the pace of that moment
 * @param reservation of which {@code lastBegin} is the last, where it is handed out in shares
 * @param estimateMicros how long a sub-job takes; 0 before anything ended
 * @param resends how often unclaimed tasks were sent again since the last claim
 * @param resendAt when tasks numbered below {@code resendBelow} are sent again, if nobody has
 *     claimed them by then
 * @param tellFrom the page from which the job is still to be told anew, while that goes on
 */
public record DispatchState(
    long firstTask,
    BitSet unclaimed,
    long nextTask,
    int granted,
    Instant lastBegin,
    Reservation reservation,
    long estimateMicros,
    int resends,
    Instant resendAt,
    long resendBelow,
    Integer tellFrom) {
  public static final DispatchState NEW =
      new DispatchState(1, new BitSet(), 1, 0, null, null, 0, 0, null, 0, null);

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
        firstTask,
        bits,
        nextTask + tasks,
        granted,
        lastBegin,
        reservation,
        estimateMicros,
        resends,
        resendAt,
        resendBelow,
        tellFrom);
  }

  /** A claim ends its task, granted or not; it also shows that somebody reads the queue. */
  public DispatchState claimed(long task) {
    BitSet bits = (BitSet) unclaimed.clone();
    bits.clear((int) (task - firstTask));
    return window(bits, 0);
  }

  /** Tasks below this number count as lost: a claim on one of them will be void. */
  public DispatchState forgetTasksBelow(long task) {
    BitSet bits = (BitSet) unclaimed.clone();
    bits.clear(0, (int) Math.max(0, Math.min(task, nextTask) - firstTask));
    return window(bits, resends);
  }

  /**
   * A new epoch: no task of the old one counts, nothing of it is granted, and of how long its
   * sub-jobs take only a guess is known, or 0.
   */
  public DispatchState newEpoch(long usualMicros) {
    return new DispatchState(
        nextTask, new BitSet(), nextTask, 0, lastBegin, null, usualMicros, 0, null, 0, tellFrom);
  }

  public DispatchState granted(int now) {
    return new DispatchState(
        firstTask,
        unclaimed,
        nextTask,
        now,
        lastBegin,
        reservation,
        estimateMicros,
        resends,
        resendAt,
        resendBelow,
        tellFrom);
  }

  /** The earliest instant that this pace leaves for the next beginning. */
  public Instant nextBegin(Pace pace) {
    return lastBegin == null ? Instant.EPOCH : pace.after(lastBegin);
  }

  public DispatchState begins(Instant last, Reservation of) {
    return new DispatchState(
        firstTask,
        unclaimed,
        nextTask,
        granted,
        last,
        of,
        estimateMicros,
        resends,
        resendAt,
        resendBelow,
        tellFrom);
  }

  public DispatchState estimate(long micros) {
    return new DispatchState(
        firstTask,
        unclaimed,
        nextTask,
        granted,
        lastBegin,
        reservation,
        micros,
        resends,
        resendAt,
        resendBelow,
        tellFrom);
  }

  public DispatchState resend(int times, Instant at) {
    return new DispatchState(
        firstTask,
        unclaimed,
        nextTask,
        granted,
        lastBegin,
        reservation,
        estimateMicros,
        times,
        at,
        nextTask,
        tellFrom);
  }

  public DispatchState tellFrom(Integer page) {
    return new DispatchState(
        firstTask,
        unclaimed,
        nextTask,
        granted,
        lastBegin,
        reservation,
        estimateMicros,
        resends,
        resendAt,
        resendBelow,
        page);
  }

  private DispatchState window(BitSet bits, int newResends) {
    int gone = bits.isEmpty() ? (int) (nextTask - firstTask) : bits.nextSetBit(0);
    BitSet shifted = bits.get(gone, Math.max(gone, bits.length()));
    return new DispatchState(
        firstTask + gone,
        shifted,
        nextTask,
        granted,
        lastBegin,
        reservation,
        estimateMicros,
        newResends,
        resendAt,
        resendBelow,
        tellFrom);
  }
}
