package dev.windlass.worker;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/**
 * Grants whose operations only compute take turns, as many at a time as there are processors: all
 * of them at once would be no faster, and whatever else wants a processor would stand behind dozens
 * of them.
 */
final class ComputeTurns {
  private static final long LENGTH = Duration.ofMillis(2).toNanos();

  /** Who ends so many operations within a turn has not waited for anything. */
  private static final int MANY = 20;

  /** Here something waits after all. */
  private static final long OVERDUE = 5 * LENGTH;

  private final LongSupplier nanos;
  private final Semaphore processors;
  private final Set<Turn> taken = ConcurrentHashMap.newKeySet();
  private final Set<Turn> computing = ConcurrentHashMap.newKeySet();

  ComputeTurns(LongSupplier nanos, int processors) {
    this.nanos = nanos;
    this.processors = new Semaphore(processors, true);
  }

  Turn turn() {
    return new Turn();
  }

  /** How many compute, in their turn or waiting for it. */
  int computing() {
    return computing.size();
  }

  /** Who waits keeps nobody from computing. */
  void takeBackOverdue(long now) {
    taken.stream().filter(turn -> now - turn.began > OVERDUE).forEach(Turn::close);
  }

  /** Where one grant stands in it. */
  final class Turn implements AutoCloseable {
    private volatile long began = nanos.getAsLong();
    private int operations;

    /** Another operation has ended; waits if the turn has, too. */
    void next(long now) {
      operations++;
      if (now - began < LENGTH) {
        return;
      }
      if (operations >= MANY) {
        computing.add(this);
        giveBack();
        processors.acquireUninterruptibly();
        began = nanos.getAsLong();
        taken.add(this);
      } else {
        close();
        began = now;
      }
      operations = 0;
    }

    @Override
    public void close() {
      giveBack();
      computing.remove(this);
    }

    private void giveBack() {
      if (taken.remove(this)) {
        processors.release();
      }
    }
  }
}
