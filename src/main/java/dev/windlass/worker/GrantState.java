package dev.windlass.worker;

import dev.windlass.job.Begun;
import dev.windlass.job.Progress.GrantProgress;
import dev.windlass.job.Range;
import dev.windlass.job.Reply.Granted;
import dev.windlass.job.StatusRuns;
import dev.windlass.job.SubJobStatus;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What has become of one grant: which of its sub-jobs ended and how, where the present one stands,
 * what was counted, what goes back. One thread moves it on and others look at it or take unbegun
 * sub-jobs from its end, so every method is atomic. Once let go nothing changes any more, whatever
 * a late handler returns.
 */
final class GrantState {
  private final Granted granted;
  private final Map<Integer, Begun> begun;
  private final int size;
  private final byte[] letters;
  private int ended;
  private int handedBack;
  private long done;
  private long failed;
  private SubJobRun current;
  private boolean letGo;
  private boolean stuck;
  private long busyNanos;
  private boolean busy;
  private long busySince;

  GrantState(Granted granted) {
    this.granted = granted;
    this.begun =
        granted.begun().stream().collect(Collectors.toMap(Begun::index, Function.identity()));
    this.size = granted.ranges().stream().mapToInt(Range::count).sum();
    this.letters = new byte[size];
  }

  /** The place, in the grant's order, of the sub-job that would begin next; -1 if none is left. */
  synchronized int nextOrder() {
    return letGo || current != null || ended >= size - handedBack ? -1 : ended;
  }

  /** The same while another one runs. */
  synchronized int nextUnbegun() {
    int next = ended + (current == null ? 0 : 1);
    return letGo || next >= size - handedBack ? -1 : next;
  }

  /** The next sub-job becomes the present one; null if none is left. */
  synchronized SubJobRun enter(Plan plan) {
    if (nextOrder() < 0) {
      return null;
    }
    int index = index(ended);
    current = new SubJobRun(begun.getOrDefault(index, Begun.fresh(index)), plan);
    return current;
  }

  synchronized SubJobRun current() {
    return current;
  }

  synchronized void busy(long now) {
    busy = true;
    busySince = now;
  }

  synchronized void idle(long now) {
    if (busy) {
      busy = false;
      busyNanos += now - busySince;
    }
  }

  /** Counts an operation; the sub-job as it stands after it, or null if nothing counts any more. */
  synchronized SubJobRun count(boolean operationFailed) {
    if (letGo) {
      return null;
    }
    done++;
    failed += operationFailed ? 1 : 0;
    current = current.after(operationFailed);
    return current;
  }

  /** The present sub-job has ended. */
  synchronized void end(SubJobStatus status) {
    if (!letGo) {
      letters[ended++] = (byte) status.letter();
      current = null;
    }
  }

  /** Gives back what has not begun; true if that was anything. */
  synchronized boolean handBackUnbegun() {
    int unbegun = letGo ? 0 : unbegun();
    handedBack += unbegun;
    return unbegun > 0;
  }

  /** Gives back the last one that has not begun; false if there is none. */
  synchronized boolean handBackLast() {
    if (letGo || unbegun() == 0) {
      return false;
    }
    handedBack++;
    return true;
  }

  /** Nothing of it runs any more. True for the first who says so. */
  synchronized boolean letGo(boolean slotIsStuck, long now) {
    if (letGo) {
      return false;
    }
    handBackUnbegun();
    idle(now);
    stuck = slotIsStuck;
    letGo = true;
    return true;
  }

  synchronized boolean isLetGo() {
    return letGo;
  }

  /** How long it will still run, judged by its operations so far; a very long time if unknown. */
  synchronized long nanosLeft(Plan plan) {
    if (done == 0 || plan.infinite()) {
      return Long.MAX_VALUE;
    }
    long operations =
        (current == null ? 0 : current.remaining())
            + (long) unbegun() * plan.iterations() * plan.cases();
    return (long) ((double) busyNanos / done * operations);
  }

  synchronized GrantProgress progress(long now, long resultsOffset) {
    return new GrantProgress(
        granted.grant(),
        granted.nonce(),
        StatusRuns.encode(letters, ended),
        done,
        failed,
        current == null ? null : current.at(),
        handedBack,
        letGo,
        stuck,
        (busyNanos + (busy ? now - busySince : 0)) / 1_000,
        resultsOffset);
  }

  private int unbegun() {
    return size - handedBack - ended - (current == null ? 0 : 1);
  }

  private int index(int order) {
    int at = order;
    for (Range range : granted.ranges()) {
      if (at < range.count()) {
        return range.from() + at;
      }
      at -= range.count();
    }
    throw new IndexOutOfBoundsException(
        "grant " + granted.grant() + " has " + size + " sub-jobs, not " + order);
  }
}
