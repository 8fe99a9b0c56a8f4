package dev.windlass.simulation;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;

/**
 * Lives through many histories, one on each processor, until one of them is broken. In virtual
 * threads, because those of a history are: a turn between two of the same kind is cheap, one to a
 * thread of the operating system and back costs more than what is done in it.
 */
final class Seeds {
  private Seeds() {}

  /** Throws what the first broken one throws. */
  static void each(long last, LongConsumer history) {
    AtomicLong next = new AtomicLong(1);
    AtomicReference<Throwable> broken = new AtomicReference<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
        threads.execute(() -> live(next, last, history, broken));
      }
    }
    if (broken.get() instanceof Error error) {
      throw error;
    }
    if (broken.get() instanceof RuntimeException exception) {
      throw exception;
    }
  }

  private static void live(
      AtomicLong next, long last, LongConsumer history, AtomicReference<Throwable> broken) {
    for (long seed = next.getAndIncrement();
        seed <= last && broken.get() == null;
        seed = next.getAndIncrement()) {
      try {
        history.accept(seed);
      } catch (RuntimeException | Error e) {
        broken.compareAndSet(null, e);
      }
    }
  }
}
