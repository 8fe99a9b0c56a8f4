package dev.windlass.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Threads of which one runs at a time, and only while the world waits for it: blocking code becomes
 * part of a history that a seed repeats.
 */
public final class Strands {
  /** What a waiting strand hears when its process is killed. */
  public static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Killed() {
      super("killed", null, false, false);
    }
  }

  private final World world;
  private final Semaphore handedBack = new Semaphore(0);
  private final List<Strand> all = new ArrayList<>();
  private Strand current;

  public Strands(World world) {
    this.world = world;
  }

  public void start(Life life, Runnable work) {
    Strand strand = new Strand(life);
    all.add(strand);
    strand.thread = Thread.ofVirtual().unstarted(() -> strand.live(work));
    world.at(world.now(), life, () -> go(strand));
  }

  /** The one that calls this. */
  public Strand current() {
    if (current == null) {
      throw new IllegalStateException("only a strand can wait");
    }
    return current;
  }

  /** Ends those of a life that is over: their threads would wait for ever. */
  public void end(Life life) {
    for (Strand strand : List.copyOf(all)) {
      if (strand.life == life && strand.begun) {
        strand.killed = true;
        go(strand);
      }
    }
    all.removeIf(strand -> strand.life == life);
  }

  private void go(Strand strand) {
    if (strand.over) {
      return;
    }
    Strand before = current;
    current = strand;
    if (strand.begun) {
      strand.turn.release();
    } else {
      strand.begun = true;
      strand.thread.start();
    }
    handedBack.acquireUninterruptibly();
    current = before;
    if (strand.failure != null) {
      Throwable failure = strand.failure;
      strand.failure = null;
      throw failure instanceof Error e ? e : new AssertionError("a strand failed", failure);
    }
  }

  /** One of them. */
  public final class Strand {
    private final Life life;
    private final Semaphore turn = new Semaphore(0);
    private Thread thread;
    private boolean begun;
    private boolean over;
    private boolean killed;
    private boolean parked;
    private long waits;
    private Throwable failure;

    private Strand(Life life) {
      this.life = life;
    }

    private void live(Runnable work) {
      try {
        work.run();
      } catch (Killed e) {
        // It was told to.
      } catch (Throwable e) {
        failure = e;
      } finally {
        over = true;
        all.remove(this);
        handedBack.release();
      }
    }

    /** Until {@link #wake}, at most until an instant of the world. */
    public void parkUntil(long instant) {
      if (killed) {
        throw new Killed();
      }
      long wait = ++waits;
      parked = true;
      world.at(instant, life, () -> resume(wait));
      handedBack.release();
      turn.acquireUninterruptibly();
      if (killed) {
        throw new Killed();
      }
    }

    public void wake() {
      if (parked) {
        long wait = waits;
        world.at(world.now(), life, () -> resume(wait));
      }
    }

    private void resume(long wait) {
      if (parked && waits == wait) {
        parked = false;
        go(this);
      }
    }
  }
}
