package dev.windlass.worker;

import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The machine that this program runs on. */
final class JvmMachine implements Machine {
  /**
   * Threads of the operating system, which takes turns among them: operations are code of others,
   * that may compute for long or block where a virtual thread would hold on to its processor.
   */
  private final Executor threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public double random() {
    return ThreadLocalRandom.current().nextDouble();
  }

  @Override
  public Monitor monitor() {
    return new Lock();
  }

  @Override
  public Running running() {
    return new Runner(Thread.currentThread());
  }

  @Override
  public void start(String name, Runnable work) {
    threads.execute(
        () -> {
          Thread.currentThread().setName(name);
          work.run();
        });
  }

  @Override
  public int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static final class Lock implements Monitor {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    @Override
    public void lock() {
      lock.lock();
    }

    @Override
    public void unlock() {
      lock.unlock();
    }

    @Override
    public void await(long nanos) throws InterruptedException {
      changed.awaitNanos(nanos);
    }

    @Override
    public void signalAll() {
      changed.signalAll();
    }
  }

  private record Runner(Thread thread) implements Running {
    @Override
    public void interrupt() {
      thread.interrupt();
    }

    @Override
    public void over() {
      Thread.interrupted();
    }
  }
}
