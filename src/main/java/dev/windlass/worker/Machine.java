package dev.windlass.worker;

import java.time.Instant;

/**
 * What a worker lives on: clocks, chance and threads. All that makes two runs of the same worker
 * differ comes from here or from its log.
 */
interface Machine {
  /** The monotonic clock. */
  long nanos();

  Instant now();

  /** In 0..1. */
  double random();

  Monitor monitor();

  /** The code that calls this, for others to interrupt. */
  Running running();

  void start(String name, Runnable work);

  /** How many can compute at a time. */
  int processors();

  /** A lock, and a place to wait for what another does under it. */
  interface Monitor {
    void lock();

    void unlock();

    /** Waits for {@link #signalAll}, at most so long. */
    void await(long nanos) throws InterruptedException;

    void signalAll();
  }

  /** Code that may be interrupted. */
  interface Running {
    void interrupt();

    /** Called by the code itself: an interrupt that came too late is forgotten. */
    void over();
  }
}
